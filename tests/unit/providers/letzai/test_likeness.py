from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.likeness import Likeness, likeness
from tests.unit.providers.letzai.listings import (
    EDIT,
    IMAGE,
    NOW,
    UPSCALE,
    VIDEO,
    item,
    lost,
    shown,
)
from tests.unit.providers.letzai.talking import CAPABILITIES, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table

SAME, ALIKE, OTHER = Likeness.SAME, Likeness.ALIKE, Likeness.OTHER
OLDER_UPSCALE: Table = {
    "imageCompletionId": uuid(90), "generationSettings": {"mode": "sharp", "strength": 1},
}  # fmt: skip


def like(record: Table, route: str = "/images", body: Table = IMAGE) -> Likeness:
    return likeness(lost(route=route, body=body), record, CAPABILITIES)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (shown(1), SAME),
        (item(1, prompt="a cat"), SAME),
        (item(1, prompt=" a\ncat ", baseModel="flux2-max"), SAME),
        (item(1, prompt="a cat", generationSettings={"width": 1600, "mode": "1k"}), SAME),
        (item(1, prompt="a cat", generationSettings={"width": "1600"}), SAME),
        (item(1, prompt="a cat", generationSettings={"width": 1024}), ALIKE),
        (item(1, prompt="a cat", generationSettings={"mode": "hd"}), ALIKE),
        (item(1, prompt="a cat", baseModel="new-name-of-flux"), ALIKE),
        (item(1), ALIKE),
        (item(1, prompt=None), ALIKE),
        (item(1, prompt="a dog"), OTHER),
        (item(1, prompt="a cat", baseModel="gpt-image-2"), OTHER),
        (shown(1, NOW - 9), SAME),
        (shown(1, NOW - 12), SAME),
        (shown(1, NOW - 60), ALIKE),
        (shown(1, NOW - 400), OTHER),
        ({**shown(1), "createdAt": None}, ALIKE),
    ],
)
def test_pictures(record: Table, expected: Likeness) -> None:
    assert like(record) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"prompt": "beach", "mode": "context"}, SAME),
        ({"prompt": "beach", "originalImageCompletion": {"id": uuid(90)}}, SAME),
        ({"prompt": "beach", "settings": {"resolution": "4k"}}, ALIKE),
        ({"prompt": "beach", "imageCompletionsCount": 3}, ALIKE),
        ({"prompt": "beach", "mode": "skin"}, OTHER),
        ({"prompt": "beach", "originalImageCompletion": {"id": uuid(91)}}, OTHER),
        ({"prompt": "beach", "originalImageCompletionId": uuid(91)}, OTHER),
        ({"prompt": "beach", "settings": {"model": "gpt-image-2"}}, OTHER),
    ],
)
def test_edits(more: dict[str, Json], expected: Likeness) -> None:
    assert like(item(1) | more, "/image-edits", EDIT) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"imageCompletionId": uuid(90), "mode": "default"}, SAME),
        ({"imageCompletionId": uuid(90), "mode": "sharp", "strength": "1"}, SAME),
        ({"imageId": uuid(90)}, SAME),
        ({"imageCompletionId": uuid(90), "generationSettings": {"mode": "sharp"}}, SAME),
        ({"imageCompletionId": uuid(90), "strength": 2}, ALIKE),
        ({"mode": "default"}, ALIKE),
        ({"imageCompletionId": uuid(90), "mode": "pruna"}, OTHER),
        ({"imageCompletionId": uuid(91), "mode": "default"}, OTHER),
    ],
)
@pytest.mark.parametrize(("route", "body"), [("/upscale", UPSCALE), ("/upscales", OLDER_UPSCALE)])
def test_upscales_of_either_route(
    more: dict[str, Json], expected: Likeness, route: str, body: Table
) -> None:
    assert like(item(1) | more, route, body) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"prompt": "rain", "settings": {"mode": "video-veo31", "duration": 8}}, SAME),
        ({"prompt": "rain", "settings": {"mode": "veo31"}}, SAME),
        ({"prompt": "rain", "imageUrl": "https://a.example/1"}, SAME),
        ({"prompt": "rain", "imageUrl": "https://copies.example/2"}, ALIKE),
        ({"prompt": "rain", "settings": {"withSound": True}}, ALIKE),
        ({"prompt": "rain", "settings": {"mode": "video-kling3"}}, OTHER),
        ({"prompt": "snow"}, OTHER),
    ],
)
def test_films(more: dict[str, Json], expected: Likeness) -> None:
    assert like(item(1) | more, "/videos", VIDEO) is expected


def test_an_order_that_cannot_be_read_is_never_taken_for_a_job() -> None:
    assert like(shown(1), body={}) is ALIKE
