"""Plain values: what can stand in a manifest, a key, a lock and a JSON answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeGuard

Scalar: TypeAlias = bool | int | float | str
Json: TypeAlias = "Scalar | Sequence[Json] | Mapping[str, Json] | None"
Table: TypeAlias = Mapping[str, Json]


def is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    """Say whether a decoded value is a table (its keys are strings in every format we read)."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Say whether a decoded value is an array; a string is not one."""
    return isinstance(value, list | tuple)
