from __future__ import annotations

import pytest

from assetforge.manifest.schema_value import Schema, editor_value, opened, refusing
from tests.schema_errors import schema_errors

NULL: Schema = {"type": "null"}
SWITCH: Schema = {"anyOf": [{"type": "boolean"}, NULL]}
WHOLE: Schema = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 9}, NULL]}
NUMBER: Schema = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, NULL]}
TIER: Schema = {"anyOf": [{"type": "string", "enum": ["1k", "2k"]}, NULL]}
SIZE: Schema = {"anyOf": [{"type": "string", "pattern": "^[0-9]+x[0-9]+$"}, NULL]}
TEXT: Schema = {"type": "string", "minLength": 1}
QUALITY: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "enum": ["low"]}, NULL]}
PLAIN: Schema = {"anyOf": [{"type": name} for name in ("boolean", "integer", "number", "string")]}
TEXTS: Schema = {"anyOf": [{"type": "array", "items": {"type": "string"}}, NULL]}
FREE: Schema = {"type": "object", "additionalProperties": PLAIN}
SKIN: Schema = {"anyOf": [{"$ref": "#/$defs/Skin"}, NULL]}
TABLES: dict[str, Schema] = {
    "Skin": {"type": "object", "properties": {"face": SWITCH}, "required": ["face"]}
}


def errors(told: Schema, value: object) -> int:
    return len(schema_errors(editor_value(told, TABLES), value))


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (SWITCH, True), (SWITCH, "{{mark}}"),
        (WHOLE, 1), (WHOLE, 9), (WHOLE, "{{side}}"),
        (NUMBER, 0.5), (NUMBER, 8), (NUMBER, "{{seconds}}"),
        (TIER, "2k"), (TIER, "{{tier}}"),
        (SIZE, "16x9"), (SIZE, "{{width}}x9"),
        (TEXT, "a"),
        (QUALITY, 80), (QUALITY, "low"), (QUALITY, "{{care}}"),
        (PLAIN, True), (PLAIN, 1), (PLAIN, 1.5), (PLAIN, "a"),
        (TEXTS, []), (TEXTS, ["a"]),
        (FREE, {"a": 1, "b": "c"}),
        (SKIN, {"face": True}),
    ],
)  # fmt: skip
def test_what_fits_has_no_error(told: Schema, value: object) -> None:
    assert errors(told, value) == 0


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (SWITCH, 1), (SWITCH, 1.5), (SWITCH, "yes"), (SWITCH, []), (SWITCH, {}),
        (WHOLE, 0), (WHOLE, 10), (WHOLE, 1.5), (WHOLE, True), (WHOLE, "one"), (WHOLE, [1]),
        (NUMBER, 0), (NUMBER, False), (NUMBER, "long"), (NUMBER, {}),
        (TIER, "9k"), (TIER, 2), (TIER, "1k or 2k"),
        (SIZE, "large"), (SIZE, 16),
        (TEXT, ""), (TEXT, 1),
        (QUALITY, "best"), (QUALITY, 0.5), (QUALITY, True), (QUALITY, []),
        (PLAIN, []), (PLAIN, {}),
        (TEXTS, "a"), (TEXTS, ["a", 1]),
        (FREE, 1), (FREE, {"a": [1]}),
        (SKIN, 1), (SKIN, {}), (SKIN, {"face": True, "hair": True}), (SKIN, {"face": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_error(told: Schema, value: object) -> None:
    assert errors(told, value) == 1


def test_the_words_of_a_choice_are_offered() -> None:
    assert editor_value(TIER, TABLES)["examples"] == ["1k", "2k"]
    assert editor_value(SWITCH, TABLES)["examples"] == [True, False]


def test_a_schema_of_values_leaves_the_keys_of_tables_alone() -> None:
    assert opened(required=["a"]) == {"required": ["a"], "additionalProperties": True}
    assert opened(additionalProperties={}) == {"additionalProperties": {}}


def test_wrong_types_are_named() -> None:
    schema = refusing("array", "object", minimum=1)

    assert schema["not"] == {"type": ["array", "object"], "additionalProperties": True}
    assert schema["minimum"] == 1
