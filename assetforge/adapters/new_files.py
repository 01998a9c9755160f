"""The first files of a project: everything is looked at before anything is written.

what stands there            a new file                    a list of lines, as `.gitignore`
nothing                      is made                       is made
a file with the same bytes   stays                         stays, if it has the lines
another file                 is in the way                 gets the lines it lacks at its end
a link, a folder …           is in the way, also above it  is in the way
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import read_file, sync_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 1 << 20  # bytes of a file that is compared or added to
_MARK = b"\xef\xbb\xbf"
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class NewFiles:
    """Look at and write files below a folder; paths are relative to it. Links are not followed.

    Every method raises StorageError where the disk refuses.
    """

    def __init__(self, folder: str) -> None:
        self._root = Path(folder)

    def obstacle(self, path: str, data: bytes) -> str | None:
        """Name what keeps a file with these bytes from being made; None: nothing does."""
        above = self._obstacle_above(path)
        if above is not None or not os.path.lexists(self._root / path):
            return above
        return None if self._bytes(path) == data else path

    def list_obstacle(self, path: str) -> str | None:
        """Name what keeps lines from being added to a file; None: nothing does."""
        above = self._obstacle_above(path)
        if above is not None or not os.path.lexists(self._root / path):
            return above
        return path if self._bytes(path) is None else None

    def is_occupied(self, folder: str) -> bool:
        """Say whether anything lies at a path that is no empty folder."""
        place = self._root / folder
        with explaining("look at", place):
            if not os.path.lexists(place):
                return False
            is_folder = stat.S_ISDIR(place.lstat().st_mode)
            return not is_folder or any(place.iterdir())

    def write(self, path: str, data: bytes) -> None:
        """Make a file with these bytes."""
        write_atomically(self._root / path, data)

    def missing_lines(self, path: str, lines: Sequence[str]) -> tuple[str, ...]:
        """List the lines that a list lacks."""
        there = (self._bytes(path) or b"").removeprefix(_MARK).splitlines()
        return tuple(line for line in lines if line.encode() not in there)

    def add_lines(self, path: str, lines: Sequence[str]) -> bool:
        """Add the lines that a list lacks; say whether any did. What it holds stays as it is."""
        missing = self.missing_lines(path, lines)
        if not missing:
            return False
        place, found = self._root / path, self._bytes(path) or b""
        end = b"\r\n" if b"\r\n" in found else b"\n"
        start = b"" if not found or found.endswith((b"\n", b"\r")) else end
        addition = start + b"".join(line.encode() + end for line in missing)
        if os.path.lexists(place):
            _append(place, addition)
        else:
            write_atomically(place, addition)
        return True

    def _obstacle_above(self, path: str) -> str | None:
        """Name the first folder on the way that is none; a link may lead anywhere."""
        parts = path.split("/")[:-1]
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return next((each for each in folders if self._is_no_folder(each)), None)

    def _is_no_folder(self, folder: str) -> bool:
        place = self._root / folder
        return os.path.lexists(place) and not stat.S_ISDIR(place.lstat().st_mode)

    def _bytes(self, path: str) -> bytes | None:
        """Read a plain file; None where it is none, or longer than any of ours."""
        place = self._root / path
        with explaining("read", place):
            if not os.path.lexists(place):
                return None
            if not stat.S_ISREG(place.lstat().st_mode):
                return None
            data = read_file(place, limit=_MOST)
        return data if len(data) <= _MOST else None


def _append(place: Path, data: bytes) -> None:
    with explaining("write", place):
        descriptor = os.open(place, _APPEND)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - pathlib cannot open a descriptor
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        sync_folder(place.parent)
