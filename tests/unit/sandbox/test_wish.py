from __future__ import annotations

import pytest

from assetforge.core.media import PNG, Media
from assetforge.providers.drawing import Poster
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.wish import UNPRICED, Wish
from tests.unit.sandbox.bench import SETTINGS

CATALOGUE = SETTINGS.catalogue["letzai"]


def wish(kind: str, model: str, asked: dict[str, object], count: int = 1) -> Wish:
    assert kind in {"image", "edit", "upscale", "video"}
    return Wish(
        kind=kind, model=model, offer=CATALOGUE.find(kind, model), asked=asked, count=count,  # type: ignore[arg-type]  # checked above
        drawn={"prompt": "A lamp", "size": "640x480"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "model", "asked", "expected"),
    [
        ("image", "flux2", {"resolution": "1k"}, 60),
        ("image", "flux2", {"resolution": "2k"}, 120),
        ("image", "gpt-image-2", {"resolution": "4k"}, 480),
        ("edit", "nano-banana-2-lite", {}, 25),
        ("upscale", "default", {}, 20),
        ("upscale", "sharp", {}, 40),
        ("video", "video-veo31", {"sound": True, "high_quality": True}, 6000),
        ("video", "video-kling3", {"duration": 5}, 750),
        ("video", "video-seedance2", {"duration": 4, "resolution": "4k"}, 4000),
    ],
)
def test_the_top_of_the_catalogues_range_is_charged(
    kind: str, model: str, asked: dict[str, object], expected: int
) -> None:
    assert wish(kind, model, asked).credits == expected


def test_each_variation_is_charged() -> None:
    assert wish("edit", "flux2", {"resolution": "2k"}, count=3).credits == 360


def test_what_has_no_published_price_costs_something_all_the_same() -> None:
    engine = Wish(kind="image", model="letzai-engine", offer=None, asked={}, drawn={})
    option = wish("video", "video-kling3", {"duration": 5, "high_quality": True})

    assert engine.credits == UNPRICED
    assert option.credits == 1500


def test_a_take_is_designed_in_the_pixels_that_are_drawn() -> None:
    take = wish("image", "flux2", {}).take("1")

    assert take.media == Media(type=PNG, width=640, height=480)
    assert isinstance(take.rendering.drawing, Poster)
    assert take.rendering.id == take.id == "1"


def test_two_takes_of_the_same_wish_are_not_alike() -> None:
    first, second = (wish("image", "flux2", {}).take(id_) for id_ in "12")

    assert first.rendering.drawing != second.rendering.drawing


def test_what_cannot_be_drawn_is_400() -> None:
    huge = Wish(kind="image", model="x", offer=None, asked={}, drawn={"size": "9999x9999"})

    with pytest.raises(RefusalError) as refused:
        huge.take("1")

    assert refused.value.status == 400
