"""Why pydantic refused a table, in our words: one problem for each field, at its place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, get_args, get_origin

from assetforge.core.diagnostics import Problem
from assetforge.core.text import one_line
from assetforge.core.values import is_array, is_table
from assetforge.manifest.fields import FIELDS, NESTED
from assetforge.manifest.model import Origin
from assetforge.manifest.rule import rule_of
from assetforge.manifest.unknown_key import meant_field, unknown_field, unknown_key
from assetforge.manifest.wording import nearest, with_article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.names import Kind
    from assetforge.manifest.fields import Table

MOST_SAID: Final = 50  # of one table; more would tell a person nothing new


class Refusals:
    """What is wrong with the fields of a table, said once for each, whatever pydantic tried."""

    def __init__(
        self,
        kind: Kind,
        fields: Mapping[str, object],
        error: ValidationError,
        filled: Collection[str] = (),
    ) -> None:
        """Take a table and its error; `filled` are the fields that held `{{names}}`."""
        self._kind: Kind = kind
        self._fields = fields
        self._filled = filled
        self._by_keys: dict[KeyPath, ErrorDetails] = {}
        for detail in error.errors(include_url=False):
            self._by_keys.setdefault(_keys(detail, fields), detail)

    @property
    def refused(self) -> frozenset[str]:
        """The fields that the table is better without."""
        return frozenset(str(keys[0]) for keys in self._by_keys)

    @property
    def meant(self) -> frozenset[str]:
        """The fields that unknown keys may stand for, so that they are not called missing."""
        unknown = [keys for keys, detail in self._first() if _is_unknown(detail)]
        near = (meant_field(str(keys[0]), self._kind) for keys in unknown if len(keys) == 1)
        return frozenset(key for key in near if key)

    def problems(self, origins: Mapping[str, Origin], own: Origin) -> Iterator[Problem]:
        """Say what is wrong, each at its place: below its own origin, or below the table's."""
        for keys, detail in self._first():
            origin = origins.get(str(keys[0]), own)
            if _is_unknown(detail):
                yield self._unknown(origin, keys)
            elif detail["type"] != "missing":
                yield self._wrong(origin, keys)
            elif str(keys[-1]) not in self.meant:
                yield self._missing(origin, keys)

    def _first(self) -> Iterator[tuple[KeyPath, ErrorDetails]]:
        return islice(self._by_keys.items(), MOST_SAID)

    def _unknown(self, origin: Origin, keys: KeyPath) -> Problem:
        place = Origin(file=origin.file, path=(*origin.path, *keys))
        if len(keys) == 1:
            return unknown_field(place, self._kind)
        return unknown_key(place, f"`{keys[0]}`", list(NESTED[str(keys[0])].model_fields))

    def _missing(self, origin: Origin, keys: KeyPath) -> Problem:
        *above, key = keys
        holder = f"each of `{above[0]}`" if above else with_article(self._kind)
        return Problem(
            code="missing-key", file=origin.file, path=(*origin.path, *above), on="key",
            summary="missing key", detail=f"{holder} needs `{key}`: {self._takes(keys)}",
            hint=f"add `{key} = …`",
        )  # fmt: skip

    def _wrong(self, origin: Origin, keys: KeyPath) -> Problem:
        value, name = _at(self._fields, keys), _name(keys)
        field = self._field(keys)
        near = nearest(value, _choices(field)) if isinstance(value, str) and field else ""
        is_needed = field is not None and field.is_required()
        change = f"change `{name}`" if is_needed else f"change `{name}`, or leave it out"
        found = f", and this is `{one_line(str(value), 60)}`" if keys[0] in self._filled else ""
        return Problem(
            code="wrong-value", file=origin.file, path=(*origin.path, *keys),
            summary="a value that does not fit",
            detail=f"`{name}` takes {self._takes(keys)}{found}",
            hint=f"did you mean `{near}`?" if near else change,
        )  # fmt: skip

    def _takes(self, keys: KeyPath) -> str:
        field = self._field(keys)
        return rule_of(field).takes if field else "a text, a number, true or false"

    def _field(self, keys: KeyPath) -> FieldInfo | None:
        """Find the field that a path leads to; None for a parameter of a provider's own table."""
        own, *rest = keys
        names = [key for key in rest if isinstance(key, str)]
        if not names:
            return _field_of(FIELDS[self._kind], str(own))
        return _field_of(NESTED[str(own)], names[-1]) if own in NESTED else None


def _is_unknown(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def _name(keys: KeyPath) -> str:
    return next(str(key) for key in reversed(keys) if isinstance(key, str))


def _field_of(table: type[Table], key: str) -> FieldInfo:
    fields = table.model_fields
    return next(field for name, field in fields.items() if key == (field.alias or name))


def _choices(field: FieldInfo) -> list[str]:
    """List the words that a field takes, if they are few and fixed."""
    found: list[str] = []
    waiting: list[object] = [field.annotation]
    while waiting:
        option = waiting.pop()
        if get_origin(option) is Literal:
            found += [word for word in get_args(option) if isinstance(word, str)]
        else:
            waiting += get_args(option)
    return found


def _keys(detail: ErrorDetails, fields: Mapping[str, object]) -> KeyPath:
    """Keep of pydantic's path what is in the text: the rest names its own attempts."""
    keys: list[str | int] = []
    value: object = fields
    for part in detail["loc"]:
        value = _item(value, part)
        if value is None and detail["type"] not in {"extra_forbidden", "missing"}:
            break
        keys.append(part)
    return tuple(keys)


def _at(value: object, keys: KeyPath) -> object:
    for key in keys:
        value = _item(value, key)
    return value


def _item(value: object, part: str | int) -> object:
    if is_table(value):
        return value.get(str(part))
    if is_array(value) and isinstance(part, int) and part < len(value):
        return value[part]
    return None
