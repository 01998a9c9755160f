"""The file of a lock, like `assets.lock`: read with a bound, written whole, rescued if need be.

assets.lock ─ cannot be written ─▶ assets.lock.rescue.toml beside it, or in a folder named for it

A link in its place is refused, for reading and for writing: what it leads to may be anybody's, and
the text of a lock is quoted where something is wrong with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import (
    read_file,
    refuse_link,
    remove_leftovers,
    write_atomically,
)
from assetforge.core.errors import DamagedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES: Final = 64 << 20
RESCUE_ENDING: Final = ".rescue.toml"


class LockFile:
    """Read and write the lock at a path; `rescues` are folders to try where it cannot be written.

    Only the holder of the project's run lock may write.
    """

    def __init__(self, path: str, *, rescues: Sequence[str] = ()) -> None:
        self._path = Path(path)
        self._rescues = [self._path.parent, *map(Path, rescues)]

    def read(self) -> bytes | None:
        """Read the file; None where there is none.

        Raises:
            DamagedError: it is far longer than any lock.
            StorageError: the disk does not answer, or a link or something else is in the way.
        """
        with explaining("read", self._path):
            try:
                data = read_file(self._path, limit=MOST_BYTES)
            except FileNotFoundError:
                return None
        if len(data) > MOST_BYTES:
            raise _too_long(self._path)
        return data

    def write(self, data: bytes) -> bool:
        """Make the file hold these bytes; say whether it had to change.

        Raises:
            StorageError: it cannot be written; the error names the rescue that was written instead.
        """
        try:
            with explaining("write", self._path):
                refuse_link(self._path)
            with explaining("clean up beside", self._path):
                remove_leftovers(self._path.parent, self._path.name)
            return write_atomically(self._path, data)
        except StorageError as error:
            raise _rescued(error, self._rescue(data)) from error

    def _rescue(self, data: bytes) -> Path | None:
        for folder in self._rescues:
            place = folder / (self._path.name + RESCUE_ENDING)
            try:
                write_atomically(place, data)
            except StorageError:
                continue
            return place
        return None


def _too_long(path: Path) -> DamagedError:
    return DamagedError(
        f"{path} is longer than {MOST_BYTES >> 20} MiB, so it is no lock of ours",
        next_step="Take it from version control, or remove it: `assetforge build` writes it again "
        "from the store at no cost.",
    )


def _rescued(error: StorageError, place: Path | None) -> StorageError:
    if place is None:
        way_out = (
            "Then run `assetforge build` again: it writes the lock from the store, at no cost."
        )
        return StorageError(error.what, cost=error.cost, next_step=f"{error.next_step} {way_out}")
    way_out = f"Then move {place} over it, or build again: that costs nothing."
    return StorageError(
        f"{error.what}; what it should hold is in {place}",
        cost=error.cost,
        next_step=f"{error.next_step} {way_out}",
    )
