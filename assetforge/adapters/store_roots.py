"""Roots: which locks refer to what, so that a clean-up knows what somebody still counts on.

    roots/<digest of the lock's path>.json
    {"lock": "…/assets.lock", "seen": {"sha256:…": 20413}, "version": 1}

`seen` holds each key and each digest of bytes with the day (since 1970) of the last build whose
lock held it. What is gone from the lock counts for 90 days more: another branch may still have it.
Days are whole ones in UTC, so what was seen on a day counts until that day is over.

A root that is damaged is put in quarantine by the next build, which keeps every digest that still
stands in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import STORED_IS_SAFE, explaining
from assetforge.adapters.files import read_file, write_atomically
from assetforge.adapters.store_quarantine import put_away
from assetforge.core.digest import canonical, digest_bytes, is_digest
from assetforge.core.errors import AssetforgeError, DamagedError
from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assetforge.adapters.store_layout import Layout
    from assetforge.core.values import Table
    from assetforge.lock.model import Entry, Lock

VERSION: Final = 1
DAYS_KEPT: Final = 90
DAY: Final = 24 * 60 * 60  # seconds
_MOST: Final = 256 << 20  # bytes of one root
_DIGEST: Final = re.compile(rb"sha256:[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Roots:
    """Remember locks, and say what they refer to."""

    layout: Layout

    def remember(self, path: Path, lock: Lock, *, now: float, staged: Path) -> None:
        """Note what the lock at a path refers to; `now` is in seconds since 1970.

        A build does this before its first result, so that its lock is known, and at its end.

        Raises:
            StorageError: the disk refused.
        """
        place = self.layout.root(digest_bytes(str(path).encode("utf-8", "surrogateescape")))
        today = int(now // DAY)
        with explaining("read", place):
            noted = self._noted(place, today)
        seen = {name: day for name, day in noted.items() if today - day <= DAYS_KEPT}
        seen |= dict.fromkeys(references(lock), today)
        root: Table = {"lock": str(path), "seen": seen, "version": VERSION}
        write_atomically(place, canonical(root).encode("utf-8", "replace"), staged=staged)

    def living(self, *, since: float, read_lock: Callable[[Path], Lock]) -> frozenset[str]:
        """Give every key and digest that a lock refers to, or did at a build after `since`.

        `read_lock` reads the lock at a path; where it raises an AssetforgeError, what the lock
        held at its last build counts, however long ago that was.

        Raises:
            DamagedError: a root cannot be read, so nobody knows what may go.
        """
        day = int(since // DAY)
        found: set[str] = set()
        with explaining("list", self.layout.roots):
            roots = sorted(self.layout.roots.glob("*.json"))
        for place in roots:
            found.update(_living(place, day, read_lock))
        return frozenset(found)

    def _noted(self, place: Path, today: int) -> dict[str, int]:
        """Read what a root holds; of a damaged one, all that looks like a digest, seen today."""
        try:
            return _seen(place)
        except DamagedError:
            digests = _DIGEST.findall(read_file(place, limit=_MOST))
            put_away(place, self.layout)
            return {digest.decode(): today for digest in digests}


def references(lock: Lock) -> Iterator[str]:
    """List every key and digest that a lock refers to."""
    for entry in lock.entries.values():
        yield from _entry_references(entry)


def _entry_references(entry: Entry) -> Iterator[str]:
    yield entry.made.as_ordered.key
    yield entry.made.key
    yield entry.made.result.digest
    yield entry.file.digest
    for ref in entry.made.inputs:
        yield ref.digest


def _living(place: Path, since: int, read_lock: Callable[[Path], Lock]) -> Iterator[str]:
    seen = _seen(place)
    path = _lock_path(place)
    if path.exists():
        try:
            yield from references(read_lock(path))
        except AssetforgeError:
            yield from seen
    yield from (name for name, day in seen.items() if day >= since)


def _seen(place: Path) -> dict[str, int]:
    try:
        seen = _load(place).get("seen")
    except FileNotFoundError:
        return {}
    found = seen if is_table(seen) else dict[str, object]()
    days = {name: day for name, day in found.items() if is_digest(name) and isinstance(day, int)}
    if not is_table(seen) or len(days) != len(seen):
        raise _damaged(place)
    return days


def _lock_path(place: Path) -> Path:
    path = _load(place).get("lock")
    if not isinstance(path, str):
        raise _damaged(place)
    return Path(path)


def _load(place: Path) -> dict[str, object]:
    try:
        root: object = json.loads(read_file(place, limit=_MOST))
    except (ValueError, RecursionError) as error:
        raise _damaged(place) from error
    if not is_table(root) or root.get("version") != VERSION:
        raise _damaged(place)
    return dict(root)


def _damaged(place: Path) -> DamagedError:
    return DamagedError(
        f"{place} should say what a lock refers to, and cannot be read",
        cost=STORED_IS_SAFE,
        next_step="The next build of its project that has something to do writes it again. Where "
        "there is no such project any more, remove that file. Only `assetforge store gc` needs it.",
    )
