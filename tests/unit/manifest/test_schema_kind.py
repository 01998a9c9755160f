from __future__ import annotations

import pytest
from pydantic import ValidationError

from assetforge.core.names import KINDS, Kind
from assetforge.core.values import is_table
from assetforge.manifest.fields import FIELDS
from assetforge.manifest.schema_kind import (
    IN_PLACE_OF_PROMPT,
    defaults_schema,
    kind_schema,
    needs_words,
)
from tests.schema_errors import schema_errors

# One of each type, at the ends of ranges, of each choice and each form.
VALUES: tuple[object, ...] = (
    True, False, -1, 0, 1, 2, 5, 6, 100, 101, 600, 601, 16_384, 16_385, 1_000_001, 2**53, 2**53 + 1,
    -0.5, 0.5, 1.5, 600.5, "", "a", "1k", "4k", "720p", "8k", "low", "best", "fit", "stretch",
    "webp", "gif", "1600x900", "1600x", "0x9", "16:9", "16/9", "0:9", "1,2,3,4", "1,2,0,4",
    "#00ff7F", "#fff", "white", [], ["a"], [1], [["a"]], {}, {"face": True}, {"face": 1},
    {"hair": True}, {"intensity": 6}, {"a": [1]}, [{"prompt": "a"}], [{"duration": 1}],
    [{"prompt": "a", "duration": 0}], [{"prompt": "a", "seconds": 1}],
)  # fmt: skip
TWICE_WRONG = (-0.5, 600.5)  # neither whole nor in the range
# What pydantic is handed in another form, or what other rules check.
ELSEWHERE = frozenset({"from", "matrix", "path", "output"})


def plain(kind: Kind) -> list[str]:
    """List the fields of a kind whose value pydantic checks as it is written."""
    return [key for key in FIELDS[kind].model_fields if key not in ELSEWHERE | {"sources"}]


def takes(kind: Kind, key: str, value: object) -> bool:
    """Say whether the parser takes a value, whatever else the asset lacks."""
    try:
        FIELDS[kind].model_validate({key: value})
    except ValidationError as error:
        return all(
            detail["type"] == "missing" and len(detail["loc"]) == 1 for detail in error.errors()
        )
    return True


def keys_of(schema: dict[str, object]) -> set[str]:
    properties = schema["properties"]
    assert is_table(properties)
    return set(properties)


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("source", ["path"]), ("image", None), ("edit", ["from"]), ("upscale", ["from"]),
        ("video", None), ("video-edit", ["from"]), ("derive", ["from"]),
    ],
)  # fmt: skip
def test_a_kind_needs_its_inputs(kind: Kind, needed: list[str] | None) -> None:
    assert kind_schema(kind).get("required") == needed


@pytest.mark.parametrize("kind", KINDS)
def test_defaults_have_the_fields_of_the_kind_except_those_that_shape_the_graph(kind: Kind) -> None:
    shared = keys_of(kind_schema(kind)) - {"from", "matrix"}

    assert keys_of(defaults_schema(kind)) == shared
    assert "required" not in defaults_schema(kind)


@pytest.mark.parametrize(
    "sources", ["hero", "banner@de-9x16", "hero-{{time}}", ["hero"], ["hero", "{{other}}"]]
)
def test_from_names_one_asset_or_several(sources: object) -> None:
    assert schema_errors(kind_schema("edit"), {"from": sources}) == []


@pytest.mark.parametrize("sources", ["", "the hero", "hero@", "-hero", [], ["the hero"], 3, {}])
def test_from_is_refused_once(sources: object) -> None:
    assert len(schema_errors(kind_schema("edit"), {"from": sources})) == 1


@pytest.mark.parametrize(("kind", "most"), [("upscale", 1), ("video", 2), ("derive", 1)])
def test_from_names_no_more_than_the_kind_takes(kind: Kind, most: int) -> None:
    assert schema_errors(kind_schema(kind), {"from": ["a"] * most}) == []
    assert len(schema_errors(kind_schema(kind), {"from": ["a"] * (most + 1)})) == 1


@pytest.mark.parametrize("path", ["brand/logo.png", "Photo.JPG", "a/{{name}}", "film.mp4"])
def test_a_path_ends_like_a_picture_or_film(path: str) -> None:
    assert schema_errors(kind_schema("source"), {"path": path}) == []


@pytest.mark.parametrize("path", ["", ".png", "brand/.png", "logo.gif", "logo"])
def test_another_path_is_refused_once(path: str) -> None:
    assert len(schema_errors(kind_schema("source"), {"path": path})) == 1


@pytest.mark.parametrize("kind", IN_PLACE_OF_PROMPT)
@pytest.mark.parametrize("table", ["defaults", "asset"])
def test_words_may_stand_in_the_asset_or_in_its_defaults(kind: Kind, table: str) -> None:
    rule, words = needs_words(kind), {"prompt": "A bottle"}
    nothing: dict[str, object] = {}
    bare: dict[str, object] = {kind: {"hero": nothing}}
    told = bare | {"defaults": {kind: words}} if table == "defaults" else {kind: {"hero": words}}

    assert schema_errors(rule, told) == []
    assert schema_errors(rule, bare) == ["'prompt' is a required property"]
    assert schema_errors(rule, bare | {"defaults": {"derive": nothing}}) == [
        "'prompt' is a required property"
    ]


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind, keys in IN_PLACE_OF_PROMPT.items() for key in keys]
)
def test_something_else_may_stand_in_for_a_prompt(kind: Kind, key: str) -> None:
    assert schema_errors(needs_words(kind), {kind: {"hero": {key: "anything"}}}) == []


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind in KINDS for key in plain(kind)])
def test_editors_and_the_parser_take_the_same_values(kind: Kind, key: str) -> None:
    schema = {name: rule for name, rule in kind_schema(kind).items() if name != "required"}

    for value in VALUES:
        errors = schema_errors(schema, {key: value})

        assert bool(errors) != takes(kind, key, value), (value, errors)
        assert len(errors) <= (2 if value in TWICE_WRONG else 1), (value, errors)
