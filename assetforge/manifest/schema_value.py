"""One value as JSON Schema for editors: what pydantic knows, put so that one mistake is one error.

    pydantic                            here
    integer or null, from 1             from 1, multiple of 1, a text with {{, not true, not a list
    one of 1k, 2k, 4k, or null          a text like ^(1k|2k|4k)$, or with {{

Whatever is no text may also be a text with `{{name}}` in it, which is filled in later. A list of
types or of alternatives would say that shorter; but then an editor reports one mistake once for
each of them (tombi 1.9.6, 2026-11), and it skips `if` for anything but tables and lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Schema: TypeAlias = dict[str, object]
Told: TypeAlias = "Mapping[str, object]"

TEMPLATE: Final = r"\{\{"
_TYPES: Final = ("boolean", "integer", "number", "string", "array", "object")
_BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTHS: Final = ("minLength", "maxLength")


def editor_value(told: Told, tables: Mapping[str, Told]) -> Schema:
    """Rewrite what pydantic tells of a value; `tables` are the definitions it refers to."""
    options = [_resolved(option, tables) for option in _options(told)]
    first = options[0]
    if first.get("type") == "object":
        return _table(first, tables)
    if first.get("type") == "array":
        return _list(first, tables)
    return _scalar(options)


def opened(**keywords: object) -> Schema:
    """Make a schema that is no table's own: editors take a missing word on other keys for a no."""
    return {"additionalProperties": True, **keywords}


def refusing(*types: str, **keywords: object) -> Schema:
    """Make a schema for values of several types by naming the types that are wrong."""
    return opened(**keywords, **{"not": opened(type=list(types))})


def _options(told: Told) -> Sequence[Told]:
    options = told.get("anyOf")
    if not is_array(options):
        return (told,)
    return [option for option in options if is_table(option) and option.get("type") != "null"]


def _resolved(told: Told, tables: Mapping[str, Told]) -> Told:
    reference = told.get("$ref")
    return tables[reference.rpartition("/")[2]] if isinstance(reference, str) else told


def _table(told: Told, tables: Mapping[str, Told]) -> Schema:
    free = told.get("additionalProperties")
    if is_table(free):
        return {"type": "object", "additionalProperties": editor_value(free, tables)}
    keys = told.get("properties")
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: editor_value(value, tables)
            for key, value in (keys.items() if is_table(keys) else ())
            if is_table(value)
        },
        **({"required": told["required"]} if "required" in told else {}),
    }


def _list(told: Told, tables: Mapping[str, Told]) -> Schema:
    items = told.get("items")
    fewest = {key: told[key] for key in ("minItems",) if key in told}
    return {
        "type": "array",
        **fewest,
        "items": editor_value(items if is_table(items) else {}, tables),
    }


def _scalar(options: Sequence[Told]) -> Schema:
    types = {option.get("type") for option in options}
    texts = [option for option in options if option.get("type") == "string"]
    words = _words(texts)
    if types == {"string"}:
        return {"type": "string", **_kept(texts[0], _LENGTHS), **_pattern(texts), **words}
    switch = {"examples": [True, False]} if types == {"boolean"} else {}
    wrong = (one for one in _TYPES if one not in types | {"string"} and not _holds(types, one))
    span = _range(options, is_whole="integer" in types and "number" not in types)
    return refusing(*wrong, **span, **_pattern(texts, or_template=True), **words, **switch)


def _range(options: Sequence[Told], *, is_whole: bool) -> Schema:
    bounds = {key: value for option in options for key, value in _kept(option, _BOUNDS).items()}
    if not is_whole:
        return bounds
    if bounds.get("minimum") == 1:  # else half a pixel would be two errors
        bounds = {"exclusiveMinimum": 0, **bounds}
        del bounds["minimum"]
    return {**bounds, "multipleOf": 1}


def _holds(types: set[object], one: str) -> bool:
    """Say whether values of a type are let through for the sake of the other kind of number."""
    return one in {"integer", "number"} and bool({"integer", "number"} & types)


def _pattern(texts: Sequence[Told], *, or_template: bool = False) -> Schema:
    patterns = [pattern for text in texts if (pattern := _pattern_of(text))]
    if texts and not patterns:
        return {}
    return {"pattern": "|".join([*patterns, TEMPLATE])} if patterns or or_template else {}


def _pattern_of(text: Told) -> str:
    words = text.get("enum")
    if is_array(words):
        return f"^({'|'.join(str(word) for word in words)})$"
    return str(text.get("pattern", ""))


def _words(texts: Sequence[Told]) -> Schema:
    words = next((text["enum"] for text in texts if "enum" in text), None)
    return {} if words is None else {"examples": words}


def _kept(told: Told, keywords: Sequence[str]) -> Schema:
    return {keyword: told[keyword] for keyword in keywords if keyword in told}
