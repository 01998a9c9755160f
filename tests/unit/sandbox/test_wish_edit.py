from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.wish_edit import wish_of_edit
from tests.unit.sandbox.bench import PROMPT, Bench

if TYPE_CHECKING:
    from assetforge.core.values import Table

URL = "https://a.example/b.png"
EDIT: Table = {
    "mode": "context", "prompt": PROMPT, "imageUrl": URL, "imageCompletionsCount": 1,
}  # fmt: skip
SKIN: Table = {"mode": "skin", "imageUrl": URL}


@pytest.mark.parametrize(
    ("body", "model", "credits_"),
    [
        ({}, "flux2", 120),
        ({"baseModel": "gemini-3-pro-image"}, "gemini-3-pro-image", 160),
        ({"settings": {"model": "nbf-inferencesh", "resolution": "4k"}}, "nbf-inferencesh", 150),
        ({"baseModel": "flux2", "settings": {"resolution": "4k"}}, "flux2", 120),
        ({"baseModel": "nano-banana-2-lite"}, "nano-banana-2-lite", 25),
        ({"imageCompletionsCount": 4}, "flux2", 480),
    ],
)
def test_model_tier_and_number_decide_the_price(body: Table, model: str, credits_: int) -> None:
    bench = Bench()

    wish = wish_of_edit(bench.sandbox.premises, {**EDIT, **body}, bench.now)

    assert (wish.model, int(wish.credits)) == (model, credits_)


def test_a_forgotten_number_costs_three() -> None:
    bench = Bench()
    body: Table = {name: value for name, value in EDIT.items() if name != "imageCompletionsCount"}

    assert wish_of_edit(bench.sandbox.premises, body, bench.now).credits == 360


def test_sources_of_every_form_come_together() -> None:
    bench = Bench()
    first, second = bench.image(width=800, height=600), bench.image()
    body: Table = {
        **EDIT, "originalImageCompletionId": first, "originalImageCompletionIds": [second],
        "inputImageUrls": [URL, URL],
    }  # fmt: skip

    wish = wish_of_edit(bench.sandbox.premises, body, bench.now)

    assert [source.media.width for source in wish.sources] == [800, 1600, 1024, 1024, 1024]


def test_the_result_has_the_shape_of_its_source_or_the_one_asked_for() -> None:
    bench = Bench()
    source = bench.image(width=800, height=600)
    body: Table = {
        "mode": "context", "prompt": PROMPT, "originalImageCompletionId": source,
        "imageCompletionsCount": 1,
    }  # fmt: skip

    plain = wish_of_edit(bench.sandbox.premises, body, bench.now).take("1").media
    wide = (
        wish_of_edit(
            bench.sandbox.premises, {**body, "settings": {"aspect_ratio": "16:9"}}, bench.now
        )
        .take("1")
        .media
    )

    assert (plain.width, plain.height) == (2048, 1536)
    assert (wide.width, wide.height) == (2048, 1152)


def test_skin_repair_takes_one_picture_and_keeps_its_size() -> None:
    bench = Bench()
    body: Table = {"mode": "skin", "originalImageCompletionId": bench.image(width=800, height=600)}

    media = wish_of_edit(bench.sandbox.premises, body, bench.now).take("1").media

    assert (media.width, media.height) == (800, 600)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"mode": "context", "prompt": PROMPT}, "1 to 9 source images"),
        ({**EDIT, "inputImageUrls": [URL] * 9}, "1 to 9 source images"),
        ({**EDIT, "prompt": " "}, "prompt"),
        ({**EDIT, "baseModel": "skin"}, "not available"),
        ({**EDIT, "settings": {"face": True}}, "face should not exist with mode context"),
        ({**SKIN, "settings": {"resolution": "2k"}}, "resolution should not exist with mode skin"),
        ({**SKIN, "imageCompletionsCount": 1}, "no imageCompletionsCount"),
        ({**SKIN, "inputImageUrls": [URL]}, "takes one image"),
    ],
)
def test_fields_that_do_not_go_together(body: Table, complaint: str) -> None:
    bench = Bench()

    with pytest.raises(RefusalError, match=complaint) as refused:
        wish_of_edit(bench.sandbox.premises, body, bench.now)

    assert refused.value.status == 400
