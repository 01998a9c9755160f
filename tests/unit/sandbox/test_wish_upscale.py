from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.wish_upscale import wish_of_upscale
from tests.unit.sandbox.bench import Bench, older

if TYPE_CHECKING:
    from assetforge.core.values import Table

URL = "https://a.example/b.png"


@pytest.mark.parametrize(
    ("body", "credits_", "width"),
    [
        ({}, 20, 2048),
        ({"size": 12}, 20, 2048),
        ({"mode": "nano-banana-pro", "size": 4}, 80, 1024),
        ({"mode": "nano-banana-2", "size": 8}, 100, 2048),
        ({"mode": "gpt-image-2", "size": 12}, 480, 4096),
        ({"mode": "pruna", "size": 8, "strength": 5}, 40, 2048),
    ],
)
def test_mode_and_size_decide_price_and_pixels(body: Table, credits_: int, width: int) -> None:
    bench = Bench()

    wish = wish_of_upscale(bench.sandbox.premises, {"imageUrl": URL, **body}, bench.now)

    assert (int(wish.credits), wish.take("1").media.width) == (credits_, width)


def test_the_older_dialect_puts_the_mode_inside() -> None:
    bench = Bench(settings=older())
    premises, now = bench.sandbox.premises, bench.now
    inside: Table = {
        "imageUrls": [URL],
        "generationSettings": {"mode": "nano-banana-pro"},
        "size": 8,
    }

    assert wish_of_upscale(premises, {"imageUrl": URL}, now).model == "sharp"
    assert wish_of_upscale(premises, inside, now).credits == 160


def test_a_size_without_a_tier_is_422() -> None:
    bench = Bench()
    body: Table = {"imageUrl": URL, "mode": "pruna", "size": 5}

    with pytest.raises(RefusalError) as refused:
        wish_of_upscale(bench.sandbox.premises, body, bench.now)

    assert refused.value.status == 422


@pytest.mark.parametrize("body", [{}, {"imageUrl": URL, "imageId": "x"}])
def test_exactly_one_source_is_needed(body: Table) -> None:
    bench = Bench()

    with pytest.raises(RefusalError, match="exactly one source") as refused:
        wish_of_upscale(bench.sandbox.premises, body, bench.now)

    assert refused.value.status == 400
