from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.edits import edit_body
from assetforge.providers.letzai.reading import table
from assetforge.providers.letzai.sources import Sources
from tests.unit.providers.letzai.talking import CAPABILITIES, local, request, settings, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Table

ONE = Sources(ids=(uuid(1),))


def body(model: str, params: Table, sources: Sources) -> Table:
    asked = request("edit", model, params, [local()])
    return edit_body(commissioned(asked, CAPABILITIES, settings()), sources)


@pytest.mark.parametrize("model", ["flux2", "gpt-image-2", "nano-banana-2-lite"])
def test_the_model_is_named_twice_and_alike(model: str) -> None:
    sent = body(model, {"prompt": "beach"}, ONE)

    assert sent["baseModel"] == table(sent["settings"])["model"] == model


def test_one_variation_is_asked_for_in_so_many_words() -> None:
    assert body("flux2", {"prompt": "beach"}, ONE)["imageCompletionsCount"] == 1


def test_skin_repair_has_no_count_and_no_model() -> None:
    sent = body("skin", {"skin": {"nose": True}}, ONE)

    assert sent == {
        "mode": "skin", "originalImageCompletionId": uuid(1),
        "settings": {
            "face": True, "body": True, "eyes": False, "mouth": False, "nose": True, "intensity": 2,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (ONE, {"originalImageCompletionId": uuid(1)}),
        (
            Sources(ids=(uuid(1), uuid(2))),
            {"originalImageCompletionIds": [uuid(1), uuid(2)]},
        ),
        (Sources(urls=("https://a.example/1",)), {"imageUrl": "https://a.example/1"}),
        (
            Sources(urls=("https://a.example/1", "https://a.example/2")),
            {"inputImageUrls": ["https://a.example/1", "https://a.example/2"]},
        ),
        (
            Sources(ids=(uuid(1),), urls=("https://a.example/1",)),
            {
                "originalImageCompletionId": uuid(1),
                "inputImageUrls": ["https://a.example/1"],
            },
        ),
    ],
)
def test_sources_are_named_by_the_field_for_as_many(sources: Sources, expected: Table) -> None:
    sent = body("flux2", {"prompt": "beach"}, sources)

    fields = {"mode", "prompt", "baseModel", "settings", "imageCompletionsCount"}
    assert {name: value for name, value in sent.items() if name not in fields} == expected
