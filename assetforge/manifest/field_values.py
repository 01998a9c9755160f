"""The fields of a table as pydantic takes them; what it refuses is left out and explained.

fields ─▶ FieldValues ── values, as they are to be used
             └────────── refusals, where something is wrong
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from assetforge.core.values import is_array, is_table
from assetforge.manifest.fields import FIELDS, FieldsError
from assetforge.manifest.refusal import Refusals
from assetforge.manifest.rule import rule_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.core.names import Kind
    from assetforge.core.values import Json
    from assetforge.manifest.rule import FieldClass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValues:
    """Values by key as written; something stands in for a needed one that was refused."""

    kind: Kind
    values: Mapping[str, object]
    refusals: Refusals | None  # None: nothing is wrong

    def of_class(self, *classes: FieldClass) -> dict[str, Json]:
        """Pick the values of some classes of fields, as plain values."""
        known = _classes(self.kind)
        return {key: _plain(value) for key, value in self.values.items() if known[key] in classes}


def field_values(
    kind: Kind, fields: Mapping[str, object], filled: Collection[str] = ()
) -> FieldValues:
    """Check the fields of a table; `filled` are those whose values came from `{{names}}`."""
    try:
        return FieldValues(kind=kind, values=_checked(kind, fields), refusals=None)
    except FieldsError as error:
        refusals = Refusals(kind, fields, error, filled)
    refused = refusals.refused
    sound = {key: value for key, value in fields.items() if key not in refused}
    values = _checked(kind, {**stand_ins(kind), **sound})
    return FieldValues(kind=kind, values=values, refusals=refusals)


@cache
def stand_ins(kind: Kind) -> Mapping[str, object]:
    """Give a value for each field that a kind cannot do without, to look at the others."""
    fields = FIELDS[kind].model_fields.items()
    needed = {field.alias or name: field for name, field in fields if field.is_required()}
    return {key: "-" if field.annotation is str else ["-"] for key, field in needed.items()}


def _checked(kind: Kind, fields: Mapping[str, object]) -> Mapping[str, object]:
    return FIELDS[kind].model_validate(fields).model_dump(exclude_none=True, by_alias=True)


@cache
def _classes(kind: Kind) -> Mapping[str, FieldClass]:
    fields = FIELDS[kind].model_fields
    return {field.alias or name: rule_of(field).of for name, field in fields.items()}


def _plain(value: object) -> Json:
    """Write 8.0 as 8, so that both ask for the same thing and have the same key."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if is_table(value):
        return {key: _plain(item) for key, item in value.items()}
    if is_array(value):
        return [_plain(item) for item in value]
    return cast("Json", value)
