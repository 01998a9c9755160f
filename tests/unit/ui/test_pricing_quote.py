"""What assets would cost, and how each price comes about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.credits import UNKNOWN
from assetforge.providers.pricing import Breakdown
from assetforge.ui.pricing_quote import NOTHING_PAID, show_quotes, sums
from assetforge.ui.style import PLAIN
from tests.unit.ui.priced import model, quoted

FLUX, KLING = model("image", "flux2"), model("video", "kling30")
LETTA = model("image", "flux-2-pro", provider="letta")
HERO = quoted("hero", FLUX, {"resolution": "2k"})


def parts(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def test_every_price_is_taken_apart_and_the_sums_are_kept_apart() -> None:
    clip = quoted("clip", KLING, {"duration": 5, "sound": True})

    assert (
        show_quotes([HERO, clip, quoted("lamp", LETTA, {})], style=PLAIN)
        == """\
hero  image  letzai/flux2         120 credits
    120 for resolution 2k
    LetzAI skill, 2026-07-28
clip  video  letzai/video-kling3  300 to 1,500 credits
    150 a second, 5 s
    or that figure for the whole film
    x2 for sound
    LetzAI skill, 2026-07-28, inferred
    the document says 150, and 300 with audio, without a unit; per second is inferred from \
video-kling26
lamp  image  letta/flux-2-pro     price unknown
    no document names a price; your own config can set one

Everything made anew, in credits: letta unknown, letzai 420 to 1,620.
Unknown, at least in part: lamp.
"""
    )


@pytest.mark.parametrize(
    ("text", "of", "params"),
    [
        ("60 to 120, as `resolution` is left open", FLUX, {}),
        ("unknown for resolution 8k", FLUX, {"resolution": "8k"}),
        ("dearer for a quality above 2, by how much is unknown", FLUX, {"quality": 3}),
        ("150 a second, 3 to 15 s, as `duration` is left open", KLING, {}),
        ("dearer for high_quality, by how much is unknown", KLING, {"high_quality": True}),
        ("1,500", model("video", "veo31"), {}),
    ],
)
def test_the_reason_of_a_range_is_said(text: str, of: object, params: dict[str, object]) -> None:
    found = next(each for each in (FLUX, KLING, model("video", "veo31")) if each == of)
    plain = {name: value for name, value in params.items() if isinstance(value, bool | int | str)}

    assert text in parts(show_quotes([quoted("hero", found, plain)], style=PLAIN))


def test_a_film_of_unknown_length_says_so() -> None:
    endless = replace(KLING, fields={})

    assert "150 a second, for an unknown number of seconds" in parts(
        show_quotes([quoted("hero", endless, {})], style=PLAIN)
    )


def test_an_asset_whose_provider_has_no_model_for_it_has_no_price() -> None:
    nobody = replace(HERO, model=None, breakdown=Breakdown(cost=UNKNOWN))

    assert "letzai  price unknown" in show_quotes([nobody], style=PLAIN)


def test_where_nothing_costs_anything_that_is_said() -> None:
    assert show_quotes([], style=PLAIN) == NOTHING_PAID
    assert sums([]) == {}
