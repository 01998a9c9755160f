"""What is said of each field of the manifest beside its type: its class and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

FieldClass: TypeAlias = Literal["paid", "local", "cosmetic", "shape"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A field's class, and the sentence that completes "takes …" in messages and editors.

    A `shape` field arranges the graph (`from`, `matrix`, `provider`, `model`) and becomes part of
    an asset under a name of its own.
    """

    of: FieldClass
    takes: str


def paid(takes: str) -> Rule:
    """Mark a field that decides what a provider makes."""
    return Rule("paid", takes)


def local(takes: str) -> Rule:
    """Mark a field that decides what is done here, free of charge."""
    return Rule("local", takes)


def cosmetic(takes: str) -> Rule:
    """Mark a field that decides how a result is named and described."""
    return Rule("cosmetic", takes)


def shape(takes: str) -> Rule:
    """Mark a field that arranges the graph."""
    return Rule("shape", takes)


def rule_of(field: FieldInfo) -> Rule:
    """Find the rule in a field's annotation, also inside an optional one."""
    found = next((item for item in _parts(field) if isinstance(item, Rule)), None)
    assert found is not None, (
        "every field of a kind declares its class; this is a bug in assetforge"
    )
    return found


def _parts(field: FieldInfo) -> Iterator[object]:
    yield from field.metadata
    for option in get_args(field.annotation):
        yield from get_args(option)
