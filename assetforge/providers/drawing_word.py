"""Words of a request, read as the type that is needed; a word that is missing is None."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.values import Table


def text_of(params: Table, word: str) -> str | None:
    """Read a word as text; an empty text counts as missing."""
    value = params.get(word)
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value) or None


def number_of(params: Table, word: str) -> float | None:
    """Read a word as a number, also where it is written as text, as a lone template gives it."""
    value = params.get(word)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def whole_of(params: Table, word: str) -> int | None:
    """Read a word as a whole number, the nearest one."""
    number = number_of(params, word)
    return None if number is None else round(number)
