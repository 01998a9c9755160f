"""Renamed assets in a lock: each old entry stands under its present address, and nothing is made.

hero-old ─▶ hero           its entry, and every input that is called so
hero-old, and hero is there already ─▶ it takes the place: a lock that still has the old name was
                                       written before the rename, and the asset that was called
                                       hero then has given its name away, as one that was removed.
                                       Its result is not forgotten before a build wrote the lock.
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


def _with_names(entry: Entry, moved: Mapping[str, str]) -> Entry:
    """Call inputs what they are called now; the same entry where none is renamed."""
    inputs = tuple(_with_name(each, moved) for each in entry.made.inputs)
    return entry if inputs == entry.made.inputs else replace(
        entry, made=replace(entry.made, inputs=inputs)
    )  # fmt: skip


def _with_name(source: InputRef, moved: Mapping[str, str]) -> InputRef:
    now = address_now(source.name, moved)
    return source if now in {None, source.name} else replace(source, name=now or source.name)
