"""The types of values in the catalogue's data, as questions that narrow what they are asked of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeGuard, TypeVar

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Number: TypeAlias = int | float | Decimal
_T = TypeVar("_T")


def taken(
    table: Mapping[str, object], key: str, is_right: Callable[[object], TypeGuard[_T]]
) -> _T | None:
    """Take a value of a checked table; None where the key is absent.

    Its type was checked before, with the shape of the whole table.
    """
    value = table.get(key)
    assert value is None or is_right(value), f"`{key}` is unchecked; a bug in assetforge"
    return value


def is_text(value: object) -> TypeGuard[str]:
    """Say whether it is a text that is not empty."""
    return isinstance(value, str) and value != ""


def is_day(value: object) -> TypeGuard[date]:
    """Say whether it is a day."""
    return isinstance(value, date)


def is_flag(value: object) -> TypeGuard[bool]:
    """Say whether it is true or false."""
    return isinstance(value, bool)


def is_whole(value: object) -> TypeGuard[int]:
    """Say whether it is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> TypeGuard[Number]:
    """Say whether it is an amount or a factor: a finite number that is not below nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return Decimal(str(value)).is_finite() and value >= 0


def is_scalar(value: object) -> TypeGuard[bool | int | str]:
    """Say whether it is a switch, a whole number or a text."""
    return is_flag(value) or is_whole(value) or is_text(value)


def is_texts(value: object) -> TypeGuard[Sequence[str]]:
    """Say whether it is a list of texts."""
    return is_array(value) and all(is_text(item) for item in value)


def is_wholes(value: object) -> TypeGuard[Sequence[int]]:
    """Say whether it is a list of whole numbers."""
    return is_array(value) and all(is_whole(item) for item in value)


def is_span(value: object) -> TypeGuard[Mapping[str, int]]:
    """Say whether it is a range: whole `min` and `max`, perhaps with a `default`."""
    if not is_table(value) or not {"min", "max"} <= set(value) <= {"min", "max", "default"}:
        return False
    low, high = value["min"], value["max"]
    return all(is_whole(item) for item in value.values()) and is_ordered(low, high)


def is_ordered(low: object, high: object) -> bool:
    """Say whether two ends stand in their order."""
    return is_number(low) and is_number(high) and Decimal(str(low)) <= Decimal(str(high))


def is_labels(value: object) -> TypeGuard[Mapping[str, str]]:
    """Say whether it is a table of texts."""
    return is_table(value) and all(is_text(item) for item in value.values())


def is_settings(value: object) -> TypeGuard[Mapping[str, bool | int | str]]:
    """Say whether it is a table of switches, whole numbers and texts."""
    return is_table(value) and all(is_scalar(item) for item in value.values())


def is_figure(value: object) -> TypeGuard[Number | Mapping[str, Number]]:
    """Say whether it is a price: a number, or a range of `min` and `max`."""
    if not is_table(value):
        return is_number(value)
    return set(value) == {"min", "max"} and is_ordered(value["min"], value["max"])


def is_figures(value: object) -> TypeGuard[Mapping[str, Number | Mapping[str, Number]]]:
    """Say whether it is a table of prices that is not empty."""
    return is_table(value) and len(value) > 0 and all(is_figure(item) for item in value.values())


def is_range(value: object) -> TypeGuard[Mapping[str, Number]]:
    """Say whether it is a price that is a range."""
    return is_table(value) and is_figure(value)


def is_tables(value: object) -> TypeGuard[Sequence[Mapping[str, object]]]:
    """Say whether it is a list of tables."""
    return is_array(value) and all(is_table(item) for item in value)
