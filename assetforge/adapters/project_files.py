"""The files of a project that it brings along, read without following a link out of it.

Manifest, included files, prompt texts, pictures: all are named by text that anybody may have
written, so each is opened part by part below the project's folder.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.hashing import content_at
from assetforge.adapters.outputs_folder import FolderWalk, InTheWayError
from assetforge.core.paths import PathError, parse_path

if TYPE_CHECKING:
    from assetforge.adapters.hashing import Content

_GLOB: Final = "*?["


class RefusedFileError(Exception):
    """A file of the project cannot be used; `reason` finishes the sentence "the file …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProjectFiles:
    """Reads what lies below a project's folder."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file, so that a longer one shows itself.

        Raises:
            RefusedFileError: it is not there, is no plain file, or is reached through a link.
            StorageError: the disk does not answer.
        """
        with explaining("read", path), self._place(path).open("rb") as file:
            return file.read(limit + 1)

    def content(self, path: str) -> Content:
        """Tell the digest and size of a file; raises as `read`."""
        with explaining("read", path):
            return content_at(self._place(path))

    def full_path(self, path: str) -> str:
        """Tell where a file lies for who opens it right now; raises as `read`."""
        return str(self._place(path))

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means, sorted; no links are followed.

        Raises:
            RefusedFileError: the pattern leaves the project, or is a path where no file is.
        """
        if not any(sign in pattern for sign in _GLOB):
            self._place(pattern)
            return (pattern,)
        _parsed(pattern.replace("*", "x").replace("?", "x").replace("[", "x"))
        found = self._root.glob(pattern)
        return tuple(
            sorted(
                path.relative_to(self._root).as_posix() for path in found if _is_plain_file(path)
            )
        )

    def _place(self, path: str) -> Path:
        place = self._root / _parsed(path)
        try:
            with FolderWalk(self._root, path, make=False):
                found = place.lstat()
        except FileNotFoundError as error:
            reason = "is not there"
            raise RefusedFileError(reason) from error
        except InTheWayError as error:
            reason = f"is reached through `{error.path}`, which is a link or no folder"
            raise RefusedFileError(reason) from error
        if not stat.S_ISREG(found.st_mode):
            reason = "is a link, a folder or something else than a plain file"
            raise RefusedFileError(reason)
        return place


def _parsed(path: str) -> str:
    try:
        return parse_path(path)
    except PathError as error:
        raise RefusedFileError(error.reason) from error


def _is_plain_file(path: Path) -> bool:
    return stat.S_ISREG(os.lstat(path).st_mode)
