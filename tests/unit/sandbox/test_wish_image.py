from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox.wish_image import wish_of_image
from tests.unit.sandbox.bench import PROMPT, START, Bench

if TYPE_CHECKING:
    from assetforge.core.values import Table


@pytest.mark.parametrize(
    ("body", "tier", "size", "credits_"),
    [
        ({"baseModel": "flux2"}, "1k", "1600x1600", 60),
        ({"baseModel": "flux2", "width": 800, "height": 600}, "1k", "800x600", 60),
        ({"baseModel": "flux2", "mode": "1k", "width": 480, "height": 480}, "1k", "480x480", 60),
        ({"baseModel": "flux2", "mode": "hd", "height": 800}, "2k", "2048x1024", 120),
        ({"baseModel": "gpt-image-2", "mode": "4k"}, "4k", "4096x4096", 480),
        ({"baseModel": "nbf-inferencesh", "mode": "default", "height": 900}, "1k", "1600x900", 40),
        ({"baseModel": "seedream-4-5-251128"}, "2k", "1600x1600", 80),
    ],
)  # fmt: skip
def test_tier_size_and_price(body: Table, tier: str, size: str, credits_: int) -> None:
    wish = wish_of_image(Bench().sandbox.premises, {"prompt": PROMPT, **body}, START)

    assert wish.asked == {"resolution": tier, "size": size}
    assert wish.credits == credits_


def test_a_tier_that_the_model_lacks_is_silently_its_default() -> None:
    body = {"prompt": PROMPT, "baseModel": "flux2", "mode": "4k"}

    wish = wish_of_image(Bench().sandbox.premises, body, START)

    assert wish.asked == {"resolution": "1k", "size": "1600x1600"}
    assert wish.credits == 60


def test_an_old_id_is_the_new_model_and_no_id_is_the_accounts_own_engine() -> None:
    premises = Bench().sandbox.premises
    old = {"prompt": PROMPT, "baseModel": "gemini-3-pro-image-preview"}

    assert wish_of_image(premises, old, START).model == "gemini-3-pro-image"
    assert wish_of_image(premises, {"prompt": PROMPT}, START).model == "letzai-engine"
