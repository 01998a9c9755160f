"""What the disk refuses, explained once: an OSError becomes a StorageError with a way out."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Generator
    from os import PathLike

STORED_IS_SAFE: Final = "What was stored before is safe."

_FULL: Final = ("the disk is full", "Free some space, then run the same command again.")
_READ_ONLY: Final = (
    "the disk is read-only",
    "Make it writable, then run the command again.",
)
_FORBIDDEN: Final = (
    "it is forbidden",
    "Give yourself the right to write there, then run the command again.",
)
_IN_THE_WAY: Final = (
    "something of another kind is in the way",
    "Move it elsewhere, then run the command again.",
)
_LINK: Final = (
    "a link is in the way",
    "Put the file or folder itself in its place, then run the command again.",
)
_REASONS: Final = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN, errno.EPERM: _FORBIDDEN,
    errno.ENOTDIR: _IN_THE_WAY, errno.EISDIR: _IN_THE_WAY,
    errno.ELOOP: _LINK, errno.EEXIST: _IN_THE_WAY, errno.ENOTEMPTY: _IN_THE_WAY,
}  # fmt: skip


@contextmanager
def explaining(deed: str, place: str | PathLike[str]) -> Generator[None]:
    """Run a block that touches the disk; `deed` finishes "cannot …", as in "cannot write".

    Raises:
        StorageError: the disk refused, with its reason and what to do.
    """
    try:
        yield
    except OSError as error:
        raise storage_error(deed, place, error) from error


def storage_error(deed: str, place: str | PathLike[str], error: OSError) -> StorageError:
    """Write what the disk refused as an error that says what to do."""
    fallback = (error.strerror or "the disk failed", "Look after the disk, then run it again.")
    reason, next_step = _REASONS.get(error.errno or 0, fallback)
    what = f"cannot {deed} {place!s}: {reason}"
    return StorageError(what, cost=STORED_IS_SAFE, next_step=next_step)
