"""Renames: the address that an asset has now, by lines that say what it was called before.

hero-old = "hero"            the asset, and each of its cells: hero-old@en is hero@en
"banner@de" = "banner@fr"    one cell; a line about a cell outranks one about its asset
a = "b", b = "c"             one after the other: a is c
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def address_now(address: str, moved: Mapping[str, str]) -> str | None:
    """Follow an address to the one that it has now; None where the lines go in a circle."""
    later = later_addresses(address, moved)
    return None if later is None else (address, *later)[-1]


def later_addresses(address: str, moved: Mapping[str, str]) -> tuple[str, ...] | None:
    """List what something was called after that, the present address last; None: in a circle."""
    found: dict[str, None] = {address: None}
    while (following := _next(address, moved)) is not None:
        if following in found:
            return None
        found[following] = None
        address = following
    return tuple(found)[1:]


def _next(address: str, moved: Mapping[str, str]) -> str | None:
    if address in moved:
        return moved[address]
    name, at, cell = address.partition("@")
    new = moved.get(name) if at else None
    return None if new is None or "@" in new else f"{new}@{cell}"
