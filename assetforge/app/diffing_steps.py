"""The first place in which two values of a manifest differ, one step into them at a time.

old   [ {a = 1}, {a = 2} ]     new   [ {a = 1}, {a = 3} ]     step 1, then step "a"
old   [ "x", "y", "z" ]        new   [ "x", "z" ]             step 1, taken away
old   [ "x", "z" ]             new   [ "x", "y", "z" ]        step 1, put in
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where two values part: a key or a position in both, or what only one of them has."""

    part: str | int
    old: object = None  # None: only the new value has it
    new: object = None  # None: only the old value has it


def first_step(old: object, new: object) -> Step | None:
    """Find the first key or position that differs; None where they are not tables or arrays."""
    if is_table(old) and is_table(new):
        keys = [key for key in (*new, *old) if old.get(key) != new.get(key)]
        return Step(part=keys[0], old=old.get(keys[0]), new=new.get(keys[0])) if keys else None
    if is_array(old) and is_array(new) and old != new:
        return _first_item(old, new)
    return None


def _first_item(old: Sequence[object], new: Sequence[object]) -> Step:
    """Find the first item that was put in or edited; where none was, the first taken away.

    Items that were only moved count where git tells of them: what others were put before stands
    where it stood.
    """
    place, gone = _first_other(new, old), _first_other(old, new)
    if place is None:
        return Step(part=gone or 0, old=old[gone or 0])
    is_edited = gone == place and old[:place] == new[:place]
    return Step(part=place, old=old[place] if is_edited else None, new=new[place])


def _first_other(items: Sequence[object], known: Sequence[object]) -> int | None:
    """Find the first item that the known ones do not hold behind those found before it."""
    behind = 0
    for place, item in enumerate(items):
        found = next((at for at in range(behind, len(known)) if known[at] == item), None)
        if found is None:
            return place
        behind = found + 1
    return None
