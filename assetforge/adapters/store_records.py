"""Records: what was made for each key. A record is the truth; the index only repeats it.

A record that cannot be read is left where it is, so that it stays an error until somebody writes it
again: moved away, it would look like work that was never done, and be paid for twice.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import STORED_IS_SAFE, explaining
from assetforge.adapters.files import read_file, refuse_link, sync_folder, write_atomically
from assetforge.adapters.store_layout import digests_in
from assetforge.core.errors import DamagedError
from assetforge.lock.codec_fields import DecodeError
from assetforge.lock.codec_record import decode_record, encode_record
from assetforge.report.torn import Torn

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.adapters.index import Index
    from assetforge.adapters.store_layout import Layout
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Made

_MOST: Final = 16 << 20  # bytes of one record; a prompt has 1 MiB at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A record with the time it was written."""

    made: Made
    written: float  # seconds since 1970


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Every record of a store, those that can be read and those that cannot."""

    held: tuple[Held, ...]  # in the order of their keys
    torn: tuple[Torn, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """Write and read the records of a store."""

    layout: Layout

    def write(self, made: Made, staged: Path) -> bool:
        """Note what was made, over what was noted before; say whether that changed anything.

        What was noted already is made safe once more: who wrote it may have been killed before.
        """
        place = self.layout.record(made.key)
        with explaining("write", place):
            refuse_link(place.parent)
        has_changed = write_atomically(place, encode_record(made), staged=staged)
        if not has_changed:
            with explaining("write", place):
                sync_folder(place.parent)
        return has_changed

    def find(self, key: Digest) -> Made | None:
        """Read what was made for a key; None only where nothing was ever noted.

        Raises:
            DamagedError: the record cannot be understood.
            StorageError: the disk does not answer.
        """
        place = self.layout.record(key)
        with explaining("read", place):
            try:
                data = read_file(place, limit=_MOST)
            except FileNotFoundError:
                return None
        return _decode(data, key)

    def is_torn(self, key: Digest) -> bool:
        """Say whether there is a record of this key that cannot be understood.

        Raises:
            StorageError: the disk does not answer.
        """
        try:
            self.find(key)
        except DamagedError:
            return True
        return False

    def listing(self, index: Index | None) -> Listing:
        """Read every record; with an index, only those that it does not hold as they are now.

        Raises:
            StorageError: the disk does not answer.
        """
        held: list[Held] = []
        torn: list[Torn] = []
        with explaining("list", self.layout.records):
            for key, path in digests_in(self.layout.records, ".json"):
                with suppress(FileNotFoundError):  # removed since it was listed
                    try:
                        held.append(self._read(key, path, index))
                    except DamagedError as error:
                        torn.append(Torn(key=key, path=str(path), why=error.what))
        return Listing(held=tuple(held), torn=tuple(torn))

    def remove(self, key: Digest) -> None:
        """Forget a key for good; nothing happens where it is not known."""
        place = self.layout.record(key)
        with explaining("remove", place):
            refuse_link(place.parent)
            place.unlink(missing_ok=True)

    def _read(self, key: Digest, path: Path, index: Index | None) -> Held:
        found = path.lstat()
        stamp = f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"
        noted = index.find(key, stamp) if index else None
        if noted is not None:
            return Held(made=_decode(noted, key), written=found.st_mtime)
        data = read_file(path, limit=_MOST)
        made = _decode(data, key)
        if index:
            index.note(key, stamp, data)
        return Held(made=made, written=found.st_mtime)


def _decode(data: bytes, key: Digest) -> Made:
    try:
        made = decode_record(data, key)
    except DecodeError as error:
        raise _damaged(key, str(error)) from error
    if made.key != key:
        raise _damaged(key, "it speaks of another key")
    return made


def _damaged(key: Digest, why: str) -> DamagedError:
    return DamagedError(
        f"the store's record of {key} cannot be used: {why}",
        cost=STORED_IS_SAFE,
        next_step="Run `assetforge verify --heal` in the project whose lock has the work: it "
        "writes the record again, at no cost. `assetforge build --replace ASSET` does the work "
        "again, and pays for it again.",
    )
