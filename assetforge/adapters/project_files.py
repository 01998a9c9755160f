"""The files of a project that it brings along, read without following a link out of it.

Manifest, included files, prompt texts, pictures: all are named by text that anybody may have
written, so each is opened part by part below the project's folder.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_pattern import find, is_pattern
from assetforge.adapters.hashing import content_of
from assetforge.adapters.outputs_folder import InTheWayError
from assetforge.adapters.project_folder import CAN_WALK, NamedFolder, WalkedFolder
from assetforge.core.paths import PathError, join, parse_path

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from typing import BinaryIO

    from assetforge.adapters.file_pattern import Item
    from assetforge.adapters.hashing import Content


class RefusedFileError(Exception):
    """A file of the project cannot be used; `reason` finishes the sentence "the file …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProjectFiles:
    """Reads what lies below a project's folder."""

    def __init__(self, root: str, *, walks: bool = CAN_WALK) -> None:
        self._root = Path(root)
        self._kind = WalkedFolder if walks else NamedFolder

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file, so that a longer one shows itself.

        Raises:
            RefusedFileError: it is not there, is no plain file, or is reached through a link.
            StorageError: the disk does not answer.
        """
        with self._opened(path) as file:
            return file.read(limit + 1)

    def content(self, path: str) -> Content:
        """Tell the digest and size of a file; raises as `read`."""
        with self._opened(path) as file:
            return content_of(file)

    def full_path(self, path: str) -> str:
        """Tell where a file lies for who opens it right now; raises as `read`."""
        with self._opened(path):
            return str(self._root / path)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means, sorted; each of them can be read.

        Raises:
            RefusedFileError: the pattern leaves the project or means no file, or one of the files
                it means cannot be used: to leave that out would lose its assets without a word.
            StorageError: the disk does not answer.
        """
        if not is_pattern(pattern):
            self.full_path(pattern)
            return (pattern,)
        try:
            found = sorted(find(pattern, cache(self._items)))
        except PathError as error:
            raise RefusedFileError(error.reason) from error
        if not found:
            raise RefusedFileError(_MEANS_NOTHING)
        for path in found:
            self._refuse_unusable(path)
        return tuple(found)

    def _refuse_unusable(self, path: str) -> None:
        try:
            self.full_path(path)
        except RefusedFileError as error:
            reason = f"means `{path}` too, which {error.reason}"
            raise RefusedFileError(reason) from error

    def _items(self, folder: str) -> Sequence[Item]:
        with explaining("list", folder or self._root):
            try:
                with self._kind(self._root, join(folder, "*")) as held:
                    return held.items()
            except FileNotFoundError as error:
                raise RefusedFileError(_folder_reason(folder, _ABSENT)) from error
            except InTheWayError as error:
                raise RefusedFileError(_folder_reason(error.path, _NO_FOLDER)) from error

    @contextmanager
    def _opened(self, path: str) -> Generator[BinaryIO]:
        _refuse_text(path)
        with explaining("read", path), self._open(path) as file:
            yield file

    def _open(self, path: str) -> BinaryIO:
        try:
            with self._kind(self._root, path) as folder:
                return folder.open()
        except FileNotFoundError as error:
            raise RefusedFileError(_ABSENT) from error
        except InTheWayError as error:
            raise RefusedFileError(_in_the_way(error.path, path)) from error


_ABSENT: Final = "is not there"
_NO_FILE: Final = "is a link, a folder or something else than a plain file"
_NO_FOLDER: Final = "is a link or no folder"
_MEANS_NOTHING: Final = "means no file; hidden ones do not count, and upper and lower case differ"


def _refuse_text(path: str) -> None:
    try:
        parse_path(path)
    except PathError as error:
        raise RefusedFileError(error.reason) from error


def _in_the_way(obstacle: str, path: str) -> str:
    return _NO_FILE if obstacle == path else f"is reached through `{obstacle}`, which {_NO_FOLDER}"


def _folder_reason(folder: str, reason: str) -> str:
    return f"leads through the folder `{folder}`, which {reason}"
