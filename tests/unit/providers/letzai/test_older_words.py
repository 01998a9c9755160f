from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import tomli

from assetforge.providers.letzai.older_words import OLDER_WORDS, older_word, unspoken
from tests.unit.providers.letzai.talking import CAPABILITIES

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table


def test_the_older_words_are_those_of_the_catalogue() -> None:
    data = tomli.loads(files("assetforge.data").joinpath("catalogue.toml").read_text("utf-8"))
    documented = {
        (entry["kind"], entry["id"]): entry["older_ids"][0]
        for entry in data["model"]
        if entry["provider"] == "letzai" and "older_ids" in entry
    }

    ours = {(kind, id_): word for kind, words in OLDER_WORDS.items() for id_, word in words.items()}

    assert ours == documented


@pytest.mark.parametrize(
    ("kind", "model", "word"),
    [
        ("image", "gemini-3-pro-image", "gemini-3-pro-image-preview"),
        ("upscale", "default", "sharp"),
        ("video", "video-kling3", "kling30"),
        ("image", "gpt-image-2", "gpt-image-2"),
    ],
)
def test_a_model_is_called_by_its_older_word_where_it_has_one(
    kind: Kind, model: str, word: str
) -> None:
    found = CAPABILITIES.find(kind, model)

    assert found is not None
    assert older_word(found) == word


@pytest.mark.parametrize(
    ("kind", "model", "params", "what"),
    [
        ("image", "flux2", {"size": "520x520", "quality": 5, "creativity": 5}, None),
        ("image", "flux2", {"size": "512x1600"}, "a side under 520 pixels"),
        ("image", "flux2", {"creativity": 6}, "`creativity` outside a whole number from 1 to 5"),
        ("image", "letzai-engine", {}, None),
        ("image", "nbf-inferencesh", {}, "the model `nbf-inferencesh`"),
        ("upscale", "default", {"strength": 4}, "`strength` outside a whole number from 1 to 3"),
        ("video-edit", "veo31", {"duration": 15}, None),
    ],
)
def test_what_the_older_dialect_cannot_say(
    kind: Kind, model: str, params: Table, what: str | None
) -> None:
    found = CAPABILITIES.find(kind, model)

    assert found is not None
    assert unspoken(found, params) == what
