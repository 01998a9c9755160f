"""Figures of the catalogue compiled on 2026-11-20, each written here by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.capabilities import Model, Price
from assetforge.core.credits import UNKNOWN, Credits
from assetforge.providers.pricing import break_down, quote

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table

    Case = tuple[Kind, str, Table, str]

LETZAI = packaged_catalogue()["letzai"]

PICTURES: list[Case] = [
    ("image", "gemini-3-pro-image", {"resolution": "1k"}, "80"),
    ("image", "gemini-3-pro-image", {"resolution": "2k"}, "160"),
    ("image", "gemini-3-pro-image", {"resolution": "4k"}, "240"),
    ("image", "gemini-3-pro-image", {}, "80 to 240"),
    ("image", "nbf-inferencesh", {"resolution": "1k"}, "40"),
    ("image", "nbf-inferencesh", {"resolution": "4k"}, "160"),
    ("image", "nano-banana-2-lite", {"resolution": "1k"}, "20"),
    ("image", "seedream-5-0-pro", {"resolution": "2k"}, "80"),
    ("image", "seedream-5-0-pro", {"resolution": "4k"}, "160"),
    ("image", "seedream-4-5-251128", {"resolution": "4k"}, "160"),
    ("image", "flux2", {"resolution": "1k"}, "60"),
    ("image", "flux2", {"resolution": "2k"}, "120"),
    ("image", "flux2", {"resolution": "8k"}, "unknown"),
    ("image", "flux2", {"resolution": "1k", "quality": 2}, "60"),
    ("image", "flux2", {"resolution": "1k", "quality": 5}, "60 or more"),
    ("image", "gpt-image-2", {"resolution": "1k"}, "160"),
    ("image", "gpt-image-2", {"resolution": "2k"}, "240"),
    ("image", "gpt-image-2", {"resolution": "4k"}, "480"),
    ("image", "wan-2-7-image-pro", {"resolution": "1k"}, "10"),
    ("image", "wan-2-7-image-pro", {"resolution": "2k"}, "10"),
    ("image", "phota", {"resolution": "1k"}, "80"),
    ("image", "phota", {"resolution": "4k"}, "240"),
    ("image", "letzai-engine", {}, "unknown"),
    ("edit", "gemini-3-pro-image", {"resolution": "2k"}, "160"),
    ("edit", "gemini-3-pro-image", {"resolution": "4k"}, "240"),
    ("edit", "nbf-inferencesh", {"resolution": "2k"}, "100"),
    ("edit", "nano-banana-2-lite", {}, "25"),
    ("edit", "seedream-5-0-pro", {"resolution": "4k"}, "160"),
    ("edit", "seedream-4-5-251128", {"resolution": "2k"}, "80"),
    ("edit", "flux2", {"resolution": "2k"}, "120"),
    ("edit", "gpt-image-2", {"resolution": "4k"}, "480"),
    ("edit", "wan-2-7-image-pro", {"resolution": "2k"}, "10"),
    ("edit", "phota", {"resolution": "4k"}, "240"),
    ("edit", "skin", {}, "unknown"),
    ("upscale", "default", {}, "20"),
    ("upscale", "nano-banana-pro", {"resolution": "1k"}, "80"),
    ("upscale", "nano-banana-pro", {"resolution": "2k"}, "160"),
    ("upscale", "nano-banana-pro", {"resolution": "4k"}, "240"),
    ("upscale", "nano-banana-2", {"resolution": "4k"}, "150"),
    ("upscale", "gpt-image-2", {"resolution": "4k"}, "480"),
    ("upscale", "pruna", {"resolution": "1k"}, "20"),
    ("upscale", "pruna", {"resolution": "4k"}, "80"),
    ("upscale", "sharp", {}, "20 to 40"),
    ("upscale", "soft", {}, "20 to 40"),
    ("upscale", "simple", {"resolution": "4k"}, "20 to 40"),
    ("upscale", "natural", {}, "unknown"),
]
FILMS: list[Case] = [
    ("video", "veo31", {}, "1,500"),
    ("video", "veo31", {"sound": False, "high_quality": False}, "1,500"),
    ("video", "veo31", {"sound": True}, "3,000"),
    ("video", "veo31", {"high_quality": True}, "3,000"),
    ("video", "veo31", {"sound": True, "high_quality": True}, "6,000"),
    ("video", "kling3", {"duration": 5}, "150 to 750"),
    ("video", "kling3", {"duration": 5, "sound": True}, "300 to 1,500"),
    ("video", "kling3", {"duration": 5, "high_quality": True}, "150 or more"),
    ("video", "kling3", {}, "150 to 2,250"),
    ("video", "kling3", {"shots": [{"duration": 4}, {"duration": 6}]}, "150 to 1,500"),
    ("video", "kling3", {"shots": [{"duration": 4}, {}]}, "150 to 2,250"),
    ("video", "kling26", {"duration": 5}, "750"),
    ("video", "kling26", {"duration": 10.0}, "1,500"),
    ("video", "kling26", {"duration": 10, "sound": True, "high_quality": True}, "6,000"),
    ("video", "kling26", {}, "750 to 1,500"),
    ("video", "wan25", {"duration": 5}, "110 to 550"),
    ("video", "wan25", {"duration": 10, "high_quality": True}, "220 to 2,200"),
    ("video", "video-seedance2", {"duration": 4, "resolution": "480p"}, "420"),
    ("video", "video-seedance2", {"duration": 10, "resolution": "720p"}, "2,100"),
    ("video", "video-seedance2", {"duration": 10, "resolution": "4k"}, "10,000"),
    ("video", "video-seedance2", {"resolution": "1080p"}, "2,000 to 7,500"),
    ("video", "video-seedance2", {}, "420 to 15,000"),
    ("video", "video-seedance2-enterprise", {"duration": 5, "resolution": "1080p"}, "2,500"),
    ("video", "video-gemini-omni", {"duration": 10, "sound": True}, "1,000"),
    ("video", "default", {"duration": 6}, "360"),
    ("video", "veo3", {"duration": 8}, "unknown"),
    ("video-edit", "veo31", {"duration": 4}, "unknown"),
]


@pytest.mark.parametrize(("kind", "word", "params", "cost"), PICTURES + FILMS)
def test_letzai_asks_what_its_documents_say(
    kind: Kind, word: str, params: Table, cost: str
) -> None:
    model = LETZAI.find(kind, word)
    assert model is not None

    assert str(quote(model, params)) == cost


def test_every_price_of_the_catalogue_is_in_the_tables_above() -> None:
    tried = [LETZAI.find(kind, word) for kind, word, _, _ in PICTURES + FILMS]

    missing = [model for model in LETZAI.models if model.price and model not in tried]

    assert missing == []


def test_letta_publishes_no_price_so_it_is_unknown() -> None:
    models = packaged_catalogue()["letta"].models

    assert {quote(model, {"quality": "high"}) for model in models} == {UNKNOWN}


def a_film(price: Price) -> Model:
    return Model(
        provider="letzai", kind="video", id="film", name="Film", price=price,
        documented="a document of 2026",
    )  # fmt: skip


def test_a_price_by_duration_is_looked_up_by_the_seconds_asked_for() -> None:
    by_seconds = {"5": Credits.exactly(100), "10": Credits.between(150, 180)}
    film = a_film(Price(unit="job", by="duration", figures=by_seconds))

    assert quote(film, {"duration": 10}) == Credits.between(150, 180)


def test_a_price_per_second_is_unknown_where_nothing_says_how_long_it_lasts() -> None:
    film = a_film(Price(unit="second", flat=Credits.exactly(10)))

    assert quote(film, {}) == UNKNOWN


def test_figures_keep_their_fractions() -> None:
    film = a_film(Price(unit="second", flat=Credits.exactly(Decimal("0.1"))))

    assert quote(film, {"duration": 3}) == Credits.exactly(Decimal("0.3"))


@pytest.mark.parametrize(
    ("kind", "model", "params", "figure", "word", "seconds", "options"),
    [
        ("image", "flux2", {"resolution": "2k", "quality": 5}, "120", "hd", None, ["quality"]),
        ("image", "flux2", {}, "60 to 120", None, None, []),
        ("video", "kling26", {"duration": 5, "sound": True}, "150", None, (5, 5), ["sound"]),
        ("video", "video-seedance2", {"resolution": "4k"}, "1,000", "4k", (4, 15), []),
        ("video", "veo31", {}, "1,500", None, None, []),
        ("image", "letzai-engine", {"quality": 3}, "unknown", None, None, ["quality"]),
    ],
)
def test_a_breakdown_names_the_parts_of_a_price(  # noqa: PLR0913 - each part is a column
    *, kind: Kind, model: str, params: Table, figure: str, word: str | None,
    seconds: tuple[int, int] | None, options: list[str],
) -> None:  # fmt: skip
    found = LETZAI.find(kind, model)
    assert found is not None

    made_of = break_down(found, params)

    assert (str(made_of.figure), made_of.word, made_of.seconds) == (figure, word, seconds)
    assert [option.field for option in made_of.options] == options
    assert made_of.cost == quote(found, params)
