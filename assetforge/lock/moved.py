"""Renamed assets in a lock: each old entry stands under its present address, and nothing is made.

hero-old ─▶ hero           its entry, and every input that is called so
hero-old, and hero is there already ─▶ it takes the place: a lock that still has the old name was
                                       written before the rename, and the asset that was called
                                       hero then has given its name away, as one that was removed.
                                       Its result is not forgotten: until a build has kept it
                                       and placed the other, the file has both as they were.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.renames import address_now, later_addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.lock.model import Entry, InputRef, Lock


def renamed(lock: Lock, moved: Mapping[str, str]) -> Lock:
    """Make the lock by the names that assets have now; the same one where nothing is renamed."""
    if not moved:
        return lock
    came = _came(lock, moved)
    named = {came.get(address, address): address for address in _in_order(lock, came)}
    entries = {now: _with_names(lock.entries[old], moved) for now, old in named.items()}
    if not came and all(entry is lock.entries[address] for address, entry in entries.items()):
        return lock
    before = {new: old for old, new in came.items()}
    gone = {new: lock.entries[new] for new in before if new in lock.entries}
    return replace(
        lock, entries=entries, moved={**lock.moved, **before}, displaced={**lock.displaced, **gone}
    )


def as_written(lock: Lock) -> Lock:
    """Make the lock as its file has it: where something gave way, both by their former names.

    `renamed` makes this lock of it again.
    """
    entries = dict(lock.entries)
    for new, gone in lock.displaced.items():
        if new not in entries:
            entries[new] = gone
        elif new in lock.moved:
            entries[lock.moved[new]], entries[new] = entries[new], gone
    return replace(lock, entries=entries, moved={}, displaced={})


def not_yet_placed(lock: Lock, base: Lock, sides: tuple[Lock, Lock]) -> Lock:
    """Make a merged lock that keeps what gave way on a side, where no other side placed the rest.

    All three are by present names; of the sides, the first counts where both gave way anew.
    """
    names = {new for side in sides for new in side.displaced if new in side.moved}
    gone = {
        new: _gave_way(new, base, sides) for new in sorted(names & lock.entries.keys())
        if not any(_is_placed(new, lock, side) for side in sides)
    }  # fmt: skip
    left = {
        new: entry for new, entry in gone.items()
        if not _is_one(entry, lock.entries[new])
    }  # fmt: skip
    former = {
        new: old for side in reversed(sides) for new, old in side.moved.items()
        if new in left and old not in lock.entries
    }  # fmt: skip
    return replace(lock, moved={**lock.moved, **former}, displaced={**lock.displaced, **left})


def filled_up(lock: Lock, behind: Lock) -> Lock:
    """Fill a lock up with what another one has; both are by present names.

    Where the other one's rename made something give way, and the lock has only that, or only
    what was renamed, it is read as if it had both.
    """
    entries, moved, displaced = dict(lock.entries), dict(lock.moved), dict(lock.displaced)
    for name, entry in behind.entries.items():
        gone = behind.displaced.get(name) if name in behind.moved else None
        if name not in entries or (gone is not None and _is_one(entries[name], gone)):
            entries[name] = entry
        elif name not in moved:
            continue  # a build has put it in its place
        if gone is not None:
            moved.setdefault(name, behind.moved[name])
            displaced.setdefault(name, gone)
    return replace(lock, entries=entries, moved=moved, displaced=displaced)


def spent_lines(lock: Lock, moved: Mapping[str, str]) -> tuple[str, ...]:
    """List the old names that a lock knows nothing of any more, as it was read."""
    known = {part for address in lock.entries for part in (address, address.partition("@")[0])}
    return tuple(old for old in moved if old not in known)


def _in_order(lock: Lock, came: Mapping[str, str]) -> list[str]:
    """List those that are moved last, so that they take the place of what is there."""
    return sorted(lock.entries, key=lambda address: address in came)


def _came(lock: Lock, moved: Mapping[str, str]) -> dict[str, str]:
    """Find where each entry goes; of several that would meet, the one with the latest name does."""
    found: dict[str, str] = {}  # by the present address
    paths = {address: later_addresses(address, moved) for address in lock.entries}
    for address, path in sorted(paths.items(), key=lambda each: len(each[1] or ())):
        if path:
            found.setdefault(path[-1], address)
    return {old: new for new, old in found.items()}


def _is_placed(new: str, merged: Lock, side: Lock) -> bool:
    """Say whether a side's file has what is merged by its present name already."""
    entry = None if new in side.moved else side.entries.get(new)
    return entry is not None and _is_one(entry, merged.entries[new])


def _is_one(entry: Entry, other: Entry) -> bool:
    return entry.made.result.digest == other.made.result.digest


def _gave_way(new: str, base: Lock, sides: tuple[Lock, Lock]) -> Entry:
    """Find what was called so before; of two, the one that the base does not have."""
    found = [entry for side in sides if (entry := _former(new, side)) is not None]
    return next((entry for entry in found if entry != _former(new, base)), found[0])


def _former(new: str, side: Lock) -> Entry | None:
    return side.displaced.get(new) if new in side.moved else side.entries.get(new)


def _with_names(entry: Entry, moved: Mapping[str, str]) -> Entry:
    """Call inputs what they are called now; the same entry where none is renamed."""
    inputs = tuple(_with_name(each, moved) for each in entry.made.inputs)
    return entry if inputs == entry.made.inputs else replace(
        entry, made=replace(entry.made, inputs=inputs)
    )  # fmt: skip


def _with_name(source: InputRef, moved: Mapping[str, str]) -> InputRef:
    now = address_now(source.name, moved)
    return source if now in {None, source.name} else replace(source, name=now or source.name)
