from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.fields import FIELDS, FieldsError
from assetforge.manifest.model import Origin
from assetforge.manifest.refusal import Refusals

if TYPE_CHECKING:
    from assetforge.core.names import Kind

OWN = Origin(file="assets.toml", path=("image", "hero"))


def refusals(kind: Kind, fields: dict[str, object], filled: tuple[str, ...] = ()) -> Refusals:
    with pytest.raises(FieldsError) as caught:
        FIELDS[kind].model_validate(fields)
    return Refusals(kind, fields, caught.value, filled)


def said(found: Refusals) -> dict[tuple[str | int, ...], str]:
    return {problem.path[2:]: problem.detail for problem in found.problems({}, OWN)}


def test_each_field_is_refused_once_whatever_was_tried_on_it() -> None:
    found = refusals("image", {"quality": "best", "letzai": {"a": [1], "b": [2]}, "seed": True})

    assert sorted(said(found)) == [("letzai", "a"), ("letzai", "b"), ("quality",), ("seed",)]


def test_what_is_inside_a_table_or_list_is_named_by_its_own_key() -> None:
    found = refusals("edit", {"from": ["a"], "skin": {"eyes": 1}, "tags": ["x", 3]})

    assert said(found) == {
        ("skin", "eyes"): "`eyes` takes true or false",
        ("tags", 1): "`tags` takes a list of texts, 100 at most",
    }


def test_of_very_many_mistakes_the_first_are_said_and_all_are_refused() -> None:
    found = refusals("image", {f"key{number}": 1 for number in range(10_000)})

    assert len(said(found)) == 50
    assert len(found.refused) == 10_000


def test_what_is_missing_is_placed_at_the_table() -> None:
    found = refusals("upscale", {"resolution": "9k"})

    assert said(found) == {
        (): "an `upscale` needs `from`: the name of an asset, or a list of names",
        ("resolution",): "`resolution` takes 1k, 2k or 4k",
    }
    assert found.refused == {"from", "resolution"}


def test_what_a_misspelt_key_stands_for_is_not_called_missing() -> None:
    found = refusals("upscale", {"form": ["hero"]})

    assert said(found) == {("form",): "`form` is not a key of an `upscale`"}
    assert found.meant == {"from"}


def test_a_value_that_was_filled_in_is_shown() -> None:
    found = refusals("derive", {"from": ["a"], "width": "wide"}, ("width",))

    assert said(found)["width",].endswith(", and this is `wide`")


def test_a_field_by_default_is_placed_there() -> None:
    home = Origin(file="assets.toml", path=("defaults", "image"))

    (problem,) = refusals("image", {"seed": -1}).problems({"seed": home}, OWN)

    assert problem.path == ("defaults", "image", "seed")


@pytest.mark.parametrize(
    ("kind", "fields", "hint"),
    [
        ("derive", {"from": ["a"], "format": "jpg"}, "did you mean `jpeg`?"),
        ("image", {"quality": "medum"}, "did you mean `medium`?"),
        ("image", {"seed": -1}, "change `seed`, or leave it out"),
        ("edit", {"from": []}, "change `from`"),
    ],
)
def test_the_hint_says_what_to_do(kind: Kind, fields: dict[str, object], hint: str) -> None:
    (problem,) = refusals(kind, fields).problems({}, OWN)

    assert problem.hint == hint
