"""Digests of files, read in pieces so that a long film never fills the memory."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from assetforge.core.digest import PREFIX, Digest

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_PIECE: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file holds: the digest and the number of its bytes."""

    digest: Digest
    size: int


def content_of(file: BinaryIO, copy: BinaryIO | None = None) -> Content:
    """Read a file to its end; with `copy`, write down there what was read, byte by byte."""
    running = hashlib.sha256()
    size = 0
    while piece := file.read(_PIECE):
        running.update(piece)
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return Content(digest=Digest(PREFIX + running.hexdigest()), size=size)


def content_at(path: Path) -> Content:
    """Read the regular file at a path.

    Raises:
        OSError: it cannot be read; FileNotFoundError also where no regular file stands there.
    """
    with open_regular(path) as file:
        return content_of(file)


def open_regular(path: Path, mode: Literal["rb", "r+b"] = "rb") -> BinaryIO:
    """Open a regular file; a link, a folder or a pipe counts as not there."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return path.open(mode)
