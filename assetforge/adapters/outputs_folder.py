"""The folder that an output goes to, opened in the safest way that the system has.

FolderWalk    opens each part from the one before and follows no link; POSIX
PlainFolder   checks that the folder lies inside the project, then uses its path; Windows, which
              cannot open a file relative to an open folder. Who swaps a folder for a link in the
              instant between can lead a write astray there.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from assetforge.adapters.files import (
    is_leftover,
    remove_leftovers,
    settle,
    sync_folder,
    temporary_name,
)
from assetforge.adapters.hashing import content_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from assetforge.adapters.hashing import Content

_PURPOSE: Final = "output"  # what temporary files are for, so that nobody else removes them
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FOLDER: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)


class InTheWayError(Exception):
    """Something on the way to an output is neither the folder nor the file it should be."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path  # in the project


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What was written, and what the system says of the very file it was written to."""

    content: Content
    stat: os.stat_result


class FolderWalk:
    """Hold an output's folder open, found without following a link."""

    def __init__(self, root: Path, output: str, *, make: bool) -> None:
        self._output = output
        *parents, self._name = output.split("/")
        self._descriptor = os.open(root, _FOLDER)
        try:
            for depth, part in enumerate(parents, start=1):
                self._enter(part, "/".join(parents[:depth]), make=make)
        except BaseException:
            os.close(self._descriptor)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def place(self, source: BinaryIO) -> Placed:
        """Write the bytes of a source over what stands at the output; a link there is refused."""
        self._refuse_link()
        temporary = temporary_name(_PURPOSE)
        try:
            placed = self._write(temporary, source)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=self._descriptor)
            raise
        os.fsync(self._descriptor)
        return placed

    def remove(self) -> None:
        """Remove the output, which was found to be a plain file."""
        os.unlink(self._name, dir_fd=self._descriptor)
        os.fsync(self._descriptor)

    def sweep(self) -> int:
        """Remove the temporary files in the folder; say how many."""
        names = os.listdir(self._descriptor)  # noqa: PTH208 - pathlib knows no open folders
        leftovers = [name for name in names if is_leftover(name, _PURPOSE)]
        for name in leftovers:
            os.unlink(name, dir_fd=self._descriptor)
        return len(leftovers)

    def _enter(self, part: str, path: str, *, make: bool) -> None:
        if make:
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=self._descriptor)
                os.fsync(self._descriptor)
        try:
            inner = os.open(part, _FOLDER | _NO_LINK, dir_fd=self._descriptor)
        except FileNotFoundError:
            raise
        except OSError as error:
            if self._is_folder(part):
                raise
            raise InTheWayError(path) from error
        os.close(self._descriptor)
        self._descriptor = inner

    def _is_folder(self, part: str) -> bool:
        found = os.stat(part, dir_fd=self._descriptor, follow_symlinks=False)
        return stat.S_ISDIR(found.st_mode)

    def _refuse_link(self) -> None:
        with suppress(FileNotFoundError):
            found = os.stat(self._name, dir_fd=self._descriptor, follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):
                raise InTheWayError(self._output)

    def _write(self, name: str, source: BinaryIO) -> Placed:
        folder = self._descriptor
        descriptor = os.open(name, _FRESH, 0o666, dir_fd=folder)
        with open(descriptor, "wb") as copy:  # noqa: PTH123 - as above
            content = content_of(source, copy)
            copy.flush()
            os.fsync(descriptor)
            os.rename(name, self._name, src_dir_fd=folder, dst_dir_fd=folder)
            return Placed(content=content, stat=os.fstat(descriptor))


class PlainFolder:
    """Use an output's folder by its path, after a look at where it really is."""

    def __init__(self, root: Path, output: str, *, make: bool) -> None:
        self._output = output
        self._place = root / output
        parents = output.split("/")[:-1]
        for depth in range(1, len(parents) + 1):
            _look(root, "/".join(parents[:depth]), make=make)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held open."""

    def place(self, source: BinaryIO) -> Placed:
        """Write the bytes of a source over what stands at the output; a link there is refused."""
        if _is_other(self._place):
            raise InTheWayError(self._output)
        temporary = self._place.with_name(temporary_name(_PURPOSE))
        try:
            with temporary.open("xb") as copy:
                content = content_of(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            settle(temporary, self._place)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return Placed(content=content, stat=self._place.lstat())

    def remove(self) -> None:
        """Remove the output, which was found to be a plain file."""
        self._place.unlink()
        sync_folder(self._place.parent)

    def sweep(self) -> int:
        """Remove the temporary files in the folder; say how many."""
        return remove_leftovers(self._place.parent, _PURPOSE)


def _look(root: Path, path: str, *, make: bool) -> None:
    folder = root / path
    if make:
        with suppress(FileExistsError):
            folder.mkdir()
            sync_folder(folder.parent)
    if folder.is_symlink():
        raise InTheWayError(path)
    real = folder.resolve(strict=True)
    if real != root.resolve(strict=True) / path or not real.is_dir():
        raise InTheWayError(path)


def _is_other(place: Path) -> bool:
    """Say whether something stands there that is no plain file."""
    try:
        return not stat.S_ISREG(place.lstat().st_mode)
    except FileNotFoundError:
        return False
