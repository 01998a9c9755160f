"""A folder of the project, opened to read what is in it without following a link.

As for outputs, each part is opened from the one before, so nobody can swap a folder or the file for
a link between the look and the reading; Windows, which cannot, looks first and then uses the path.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from assetforge.adapters.file_pattern import Item
from assetforge.adapters.outputs_folder import FolderWalk, InTheWayError, PlainFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

CAN_WALK: Final = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
# A pipe that takes the file's place at the last moment must not make a read wait for ever.
_READ: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)  # fmt: skip


class WalkedFolder(FolderWalk):
    """Hold the folder of a path open, found without following a link.

    Raises:
        InTheWayError: a link or no folder is on the way.
        OSError: as `open`.
    """

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root, path, make=False)

    def open(self) -> BinaryIO:
        """Open the file at the path; anything but a plain file is in the way."""
        self._refuse_link()
        try:
            descriptor = os.open(self._name, _READ, dir_fd=self._descriptor)
        except OSError:
            self._refuse_link()  # swapped for a link after the look
            raise
        return _plain(descriptor, self._output)

    def items(self) -> tuple[Item, ...]:
        """List what the folder holds."""
        with os.scandir(self._descriptor) as entries:
            return tuple(_items(entries))


class NamedFolder(PlainFolder):
    """Use the folder of a path by its name, after a look; raises as `WalkedFolder`."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root, path, make=False)

    def open(self) -> BinaryIO:
        """Open the file at the path; anything but a plain file is in the way."""
        if not stat.S_ISREG(self._place.lstat().st_mode):
            raise InTheWayError(self._output)
        return _plain(os.open(self._place, _READ | getattr(os, "O_BINARY", 0)), self._output)

    def items(self) -> tuple[Item, ...]:
        """List what the folder holds."""
        with os.scandir(self._place.parent) as entries:
            return tuple(_items(entries))


def _plain(descriptor: int, path: str) -> BinaryIO:
    """Make a file of what was opened, if that is a plain one."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InTheWayError(path)
    return open(descriptor, "rb")


def _items(entries: Iterator[os.DirEntry[str]]) -> Iterator[Item]:
    for entry in entries:
        if entry.is_symlink():
            yield Item(name=entry.name, kind="link")
        elif entry.is_dir(follow_symlinks=False):
            yield Item(name=entry.name, kind="folder")
        else:
            is_file = entry.is_file(follow_symlinks=False)
            yield Item(name=entry.name, kind="file" if is_file else "other")
