"""What a JSON Schema validator says of a value."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jsonschema import ValidationError


def schema_errors(schema: Mapping[str, object], value: object) -> list[str]:
    """List the message of each error that is no part of another."""
    # By name, because the stubs take only JSON that they can spell out.
    find = methodcaller("iter_errors", value)
    errors: Iterable[ValidationError] = find(Draft202012Validator(dict(schema)))
    return [error.message for error in errors]
