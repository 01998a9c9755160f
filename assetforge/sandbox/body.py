"""Bodies of requests: strict as the real service. Unknown fields, nulls and wrong types are 400.

Fields = name → Field(rule, is_required)        rule(value) → what is wrong, or nothing
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from assetforge.core.values import is_array, is_table
from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assetforge.core.values import Scalar, Table

Rule: TypeAlias = "Callable[[object], str]"  # what it must be; empty where it is that
MOST_BYTES: Final = 1024 * 1024  # of a body that holds no files
_LONGEST_URL: Final = 4096  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a body."""

    rule: Rule
    is_required: bool = False


Fields: TypeAlias = "Mapping[str, Field]"


def read_body(data: bytes, fields: Fields) -> Table:
    """Read a body and check every field.

    Raises:
        RefusalError: 400; everything that is wrong is in its message.
    """
    found = _decoded(data)
    if not is_table(found):
        raise RefusalError(400, "the body must be a JSON object")
    wrong = list(_complaints(found, fields, ""))
    if wrong:
        raise RefusalError(400, "; ".join(wrong))
    return found  # type: ignore[return-value]  # decoded from JSON, so it holds nothing else


def inner(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Take an object out of a checked body; an empty one where it is absent."""
    found = body.get(name)
    return found if is_table(found) else {}


def text(*, longest: int | None = None, is_filled: bool = False) -> Rule:
    """Ask for a text."""

    def rule(value: object) -> str:
        if not isinstance(value, str):
            return "must be a string"
        if is_filled and not value.strip():
            return "should not be empty"
        if longest is not None and len(value) > longest:
            return f"must be shorter than or equal to {longest} characters"
        return ""

    return rule


def whole(low: int, high: int | None = None) -> Rule:
    """Ask for a whole number in a range."""
    return _number(low, high, is_whole=True)


def number(low: int, high: int | None = None) -> Rule:
    """Ask for a number in a range."""
    return _number(low, high, is_whole=False)


def flag(value: object) -> str:
    """Ask for true or false."""
    return "" if isinstance(value, bool) else "must be a boolean value"


def uuid(value: object) -> str:
    """Ask for a UUID."""
    return "" if isinstance(value, str) and is_uuid(value) else "must be a UUID"


def url(value: object) -> str:
    """Ask for the URL of something on the web."""
    if not isinstance(value, str) or len(value) > _LONGEST_URL:
        return "must be a URL address"
    try:
        parts = urlsplit(value)
        is_right = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_right = False
    return "" if is_right else "must be a URL address"


def one_of(choices: Sequence[Scalar]) -> Rule:
    """Ask for one of a list of values."""

    def rule(value: object) -> str:
        is_right = any(choice == value and type(choice) is type(value) for choice in choices)
        words = ", ".join(str(choice) for choice in choices)
        return "" if is_right else f"must be one of the following values: {words}"

    return rule


def list_of(item: Rule, *, most: int, fewest: int = 0) -> Rule:
    """Ask for a list; each item is checked."""

    def rule(value: object) -> str:
        if not is_array(value):
            return "must be an array"
        if not fewest <= len(value) <= most:
            return f"must contain {fewest} to {most} elements"
        return next((f"each value {wrong}" for each in value if (wrong := item(each))), "")

    return rule


def table_of(fields: Fields) -> Rule:
    """Ask for an object; its fields are checked."""

    def rule(value: object) -> str:
        if not is_table(value):
            return "must be an object"
        return "; ".join(_complaints(value, fields, "its "))

    return rule


def anything_in_a_table(value: object) -> str:
    """Ask for an object of any fields."""
    return "" if is_table(value) else "must be an object"


def is_uuid(value: str) -> bool:
    """Say whether a text is a UUID as the services write it."""
    try:
        return str(UUID(value)) == value.lower()
    except ValueError:
        return False


def optional(rules: Mapping[str, Rule]) -> dict[str, Field]:
    """Make fields that may be left out."""
    return {name: Field(rule=rule) for name, rule in rules.items()}


def required(rules: Mapping[str, Rule]) -> dict[str, Field]:
    """Make fields that may not be left out."""
    return {name: Field(rule=rule, is_required=True) for name, rule in rules.items()}


def _decoded(data: bytes) -> object:
    try:
        found: object = json.loads(data) if data.strip() else {}
        _refuse_unsound(found)
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, "the body is not JSON") from error
    return found


def _refuse_unsound(value: object) -> None:
    """Raise ValueError for half a surrogate pair, and for a number that no JSON can hold."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    elif is_table(value):
        for name, each in value.items():
            name.encode()
            _refuse_unsound(each)
    elif is_array(value):
        for each in value:
            _refuse_unsound(each)


def _complaints(body: Mapping[str, object], fields: Fields, before: str) -> Iterator[str]:
    for name, value in body.items():
        if name not in fields:
            yield f"{before}property {name[:64]} should not exist"
        elif value is None:
            yield f"{before}{name} must not be null"
        elif wrong := fields[name].rule(value):
            yield f"{before}{name} {wrong}"
    for name, field in fields.items():
        if field.is_required and name not in body:
            yield f"{before}{name} should not be empty"


def _number(low: int, high: int | None, *, is_whole: bool) -> Rule:
    noun = "an integer number" if is_whole else "a number"

    def rule(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
            return f"must be {noun}"
        if not low <= value or (high is not None and value > high):
            return f"must be between {low} and {'any' if high is None else high}"
        return ""

    return rule
