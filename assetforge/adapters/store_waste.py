"""Waste: what may go from a store, and the credits it would destroy.

a record whose key and bytes no lock refers to   goes, with its bytes if nothing else has them
bytes that no record speaks of                    go; what they cost is unknown, never nothing
what was written only lately                      stays: its lock may not be written yet
a damaged record                                  stays, and with it all bytes without a record
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE, UNKNOWN, Credits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.adapters.store_records import Held, Listing
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Made
    from assetforge.report.torn import Torn


@dataclass(frozen=True, slots=True, kw_only=True)
class Waste:
    """One thing that may go."""

    made: Made | None  # None: bytes that no record speaks of
    digest: Digest
    frees: int | None  # bytes on disk; None: they stay, because something else has them too

    @property
    def worth(self) -> Credits:
        """What it cost, in credits of its provider: charged, else estimated."""
        return UNKNOWN if self.made is None else worth_of(self.made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """Bytes on disk: how many, and when they were written in seconds since 1970."""

    size: int
    written: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What may go, and the records that nobody can judge."""

    waste: tuple[Waste, ...]
    torn: tuple[Torn, ...]


def worth_of(made: Made) -> Credits:
    """Say what a finished piece of work cost: charged, else estimated, else local and free."""
    if made.charged is not None:
        return Credits.exactly(made.charged)
    return made.estimated or FREE


def judge(
    records: Listing, blobs: Mapping[Digest, Shelved], living: frozenset[str], since: float
) -> Judged:
    """Say what may go, where `living` holds all that locks refer to; newer than `since` stays."""
    gone = [held for held in records.held if not _stays(held, living, since)]
    kept = [held for held in records.held if _stays(held, living, since)]
    needed = living | {held.made.result.digest for held in kept}
    spoken_of = needed | {held.made.result.digest for held in gone}
    orphans = () if records.torn else _orphans(blobs, spoken_of, since)
    return Judged(waste=(*_records(gone, blobs, needed), *orphans), torn=records.torn)


def _stays(held: Held, living: frozenset[str], since: float) -> bool:
    names = {held.made.key, held.made.result.digest}
    return held.written >= since or not living.isdisjoint(names)


def _records(
    gone: Sequence[Held], blobs: Mapping[Digest, Shelved], needed: frozenset[str]
) -> Iterator[Waste]:
    counted = set(needed)  # two records may speak of the same bytes
    for held in gone:
        digest = held.made.result.digest
        stays = digest in counted or digest not in blobs
        counted.add(digest)
        yield Waste(made=held.made, digest=digest, frees=None if stays else blobs[digest].size)


def _orphans(
    blobs: Mapping[Digest, Shelved], spoken_of: frozenset[str], since: float
) -> Iterator[Waste]:
    for digest, shelved in blobs.items():
        if digest not in spoken_of and shelved.written < since:
            yield Waste(made=None, digest=digest, frees=shelved.size)
