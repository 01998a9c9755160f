"""The first place in which two values of a manifest differ, one step into them at a time.

old   [ {a = 1}, {a = 2} ]     new   [ {a = 1}, {a = 3} ]     step 1, then step "a"
old   [ "x", "y", "z" ]        new   [ "x", "z" ]             step 1, taken away
old   [ "x", "z" ]             new   [ "x", "y", "z" ]        step 1, put in
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.app.diffing_rows import shared_items
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
    without, beside = shared_items(old, new), shared_items(new, old)
    if without.is_removal:
        return Step(part=without.count, old=old[without.count])
    if beside.is_removal:
        return Step(part=beside.count, new=new[beside.count])
    return Step(part=without.count, old=_item(old, without.count), new=new[without.count])


def _item(items: Sequence[object], place: int) -> object:
    return items[place] if place < len(items) else None
