"""Why pydantic refused a table, in our words: one problem for each field, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.values import is_array, is_table
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.rule import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from assetforge.core.names import Kind
    from assetforge.manifest.expand import Cell


def refusals(cell: Cell, error: ValidationError) -> Iterator[Problem]:
    """Say what is wrong with each field, once, whatever pydantic tried on it."""
    said: set[tuple[str | int, ...]] = set()
    for detail in error.errors(include_url=False):
        keys = _keys(detail, cell.fields)
        if keys not in said:
            said.add(keys)
            yield _problem(cell, detail, keys)


def known_fields(kind: Kind) -> tuple[str, ...]:
    """List the keys that a kind of asset understands, as they are written."""
    return tuple(field.alias or name for name, field in FIELDS[kind].model_fields.items())


def _keys(detail: ErrorDetails, fields: Mapping[str, object]) -> tuple[str | int, ...]:
    """Keep of pydantic's path what is in the text: the rest names its own attempts."""
    keys: list[str | int] = []
    value: object = fields
    for part in detail["loc"]:
        keys.append(part)
        found = _item(value, part)
        if found is None:
            is_key = detail["type"] in {"extra_forbidden", "missing"}
            return tuple(keys) if is_key else tuple(keys[:-1]) or tuple(keys)
        value = found
    return tuple(keys)


def _item(value: object, part: str | int) -> object:
    if is_table(value):
        return value.get(str(part))
    if is_array(value) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _problem(cell: Cell, detail: ErrorDetails, keys: tuple[str | int, ...]) -> Problem:
    if detail["type"] == "extra_forbidden":
        return _unknown_key(cell, keys)
    if detail["type"] == "missing":
        return _missing(cell, keys)
    origin = cell.origin(*keys)
    field = str(keys[0])
    return Problem(
        code="wrong-value", file=origin.file, path=origin.path, summary="a value that does not fit",
        detail=f"`{field}` takes {_takes(cell.declared.kind, field)}",
        hint=f"change `{field}`, or leave it out to take the default",
    )  # fmt: skip


def _unknown_key(cell: Cell, keys: tuple[str | int, ...]) -> Problem:
    kind, key = cell.declared.kind, str(keys[-1])
    origin = cell.origin(*keys)
    known = known_fields(kind) if len(keys) == 1 else _inner(kind, str(keys[0]))
    homes = [other for other in FIELDS if other != kind and key in known_fields(other)]
    where = f"; {_listed(homes)} have it" if homes and len(keys) == 1 else ""
    return Problem(
        code="unknown-key", file=origin.file, path=origin.path, on="key", summary="unknown key",
        detail=f"`{key}` is not a key of {_article(kind)}{where}",
        hint=did_you_mean(key, known) or f"known here: {', '.join(known)}",
    )  # fmt: skip


def _missing(cell: Cell, keys: tuple[str | int, ...]) -> Problem:
    kind, key = cell.declared.kind, str(keys[-1])
    origin = cell.origin(*keys[:-1])
    needs = _takes(kind, key) if len(keys) == 1 else "a value"
    return Problem(
        code="missing-key", file=origin.file, path=origin.path, on="key", summary="missing key",
        detail=f"{_article(kind)} needs `{key}`: {needs}", hint=f"add `{key} = …` to this table",
    )  # fmt: skip


def _takes(kind: Kind, key: str) -> str:
    for name, field in FIELDS[kind].model_fields.items():
        if key in {name, field.alias}:
            return rule_of(field).takes
    return "another value"


def _inner(kind: Kind, key: str) -> tuple[str, ...]:
    shown = (
        _takes(kind, key).removeprefix("a table of ").removeprefix("a list of shots, each with a ")
    )
    words = shown.replace(" and a ", ", ").replace(" and ", ", ").split(", ")
    return tuple(word.split(" ")[0] for word in words)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _article(kind: Kind) -> str:
    return f"an `{kind}`" if kind[0] in "aeiou" else f"a `{kind}`"
