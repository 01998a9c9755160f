"""What a JSON Schema validator says of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jsonschema import ValidationError


class Validator(Protocol):
    """The part of a validator that is used; its stubs know only JSON that they can spell."""

    def iter_errors(self, instance: object, /) -> Iterable[ValidationError]:
        """Find every error."""
        ...


def schema_errors(schema: Mapping[str, object], value: object) -> list[str]:
    """List the message of each error that is no part of another."""
    validator = cast("Validator", Draft202012Validator(dict(schema)))
    return [error.message for error in validator.iter_errors(value)]
