from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.tags import trained_models, without_tags

if TYPE_CHECKING:
    from assetforge.core.values import Table


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("A bottle", ()),
        ("Photo of @anna and @john_doe.v2, then @anna again", ("anna", "john_doe.v2")),
        ("Photo of @anna.", ("anna",)),
        ("Write to me@@home.example", ()),
        ("@@@anna", ("anna",)),
        ("me@home.example", ("home.example",)),
        ("at @ 5, at @. and @-x", ()),
    ],
)
def test_trained_models_are_found_in_a_prompt(prompt: str, names: tuple[str, ...]) -> None:
    assert trained_models("letzai", {"prompt": prompt}) == names


def test_each_shot_of_a_film_may_name_one() -> None:
    request: Table = {"prompt": "@anna", "shots": [{"prompt": "@karl"}, {"prompt": "@anna"}]}

    assert trained_models("letzai", request) == ("anna", "karl")


@pytest.mark.parametrize("provider", ["studio", "letta"])
def test_who_has_no_trained_models_uses_none(provider: str) -> None:
    assert trained_models(provider, {"prompt": "@anna"}) == ()


def test_a_request_without_a_prompt_uses_none() -> None:
    assert trained_models("letzai", {"size": "64x64", "shots": "x"}) == ()


def test_a_literal_at_sign_is_written_as_one() -> None:
    assert without_tags("@anna, me@@home.example") == "@anna, me@home.example"
