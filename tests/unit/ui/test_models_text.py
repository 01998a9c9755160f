"""Prices, options and sources in a few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assetforge.core.capabilities import Price
from assetforge.core.credits import UNKNOWN, Credits
from assetforge.ui.models_text import (
    Sources,
    doubts_text,
    figures_text,
    options_text,
    price_source,
    price_text,
    seconds_text,
    source_text,
)
from tests.unit.ui.priced import model

if TYPE_CHECKING:
    from assetforge.core.names import Kind

HALF = Price(unit="image", by="resolution", figures={"1k": Credits.exactly(10), "hd": UNKNOWN})


@pytest.mark.parametrize(
    ("kind", "word", "span", "figures", "options"),
    [
        ("image", "flux2", "60 to 120", "1k 60, 2k 120", "quality above 2 x?"),
        ("image", "letzai-engine", "unknown", "unknown", "quality above 2 x?"),
        ("upscale", "pruna", "20 to 80", "1k 20, 2k 40, 4k 80", ""),
        ("upscale", "sharp", "20 to 40", "20 to 40", ""),
        (
            "video", "video-kling3", "150/s, or in all", "150 a second, or in all",
            "sound x2, high_quality x?",
        ),
        ("video", "video-veo31", "1,500", "1,500", "sound x2, high_quality x2"),
        (
            "video", "video-seedance2", "105 to 1,000/s",
            "480p 105, 720p 210, 1080p 500, 4k 1,000 a second", "",
        ),
    ],
)  # fmt: skip
def test_a_price_is_written_short_and_in_full(
    kind: Kind, word: str, span: str, figures: str, options: str
) -> None:
    found = model(kind, word)

    assert (price_text(found.price), figures_text(found)) == (span, figures)
    assert options_text(found) == options


def test_a_price_that_is_known_in_part_says_so() -> None:
    found = replace(model("image", "flux2"), price=HALF)

    assert price_text(found.price) == "10, some unknown"
    assert figures_text(found) == "1k 10, 2k unknown"
    assert price_text(replace(HALF, figures={"1k": UNKNOWN})) == "unknown"
    assert figures_text(replace(found, price=Price(unit="second", flat=UNKNOWN))) == "unknown"


@pytest.mark.parametrize(
    ("word", "text"), [("veo31", "8"), ("kling26", "5, 10"), ("video-kling3", "3 to 15")]
)
def test_durations_are_written_as_the_model_has_them(word: str, text: str) -> None:
    assert seconds_text(model("video", word)) == text
    assert seconds_text(model("image", "flux2")) == ""


def test_a_date_is_said_once() -> None:
    day = date(2026, 7, 28)

    assert source_text("LetzAI skill, 2026-07-28", day) == "LetzAI skill, 2026-07-28"
    assert source_text("seed 001, 2026", date(2026, 2, 1)) == "seed 001, 2026, as of 2026-02-01"
    assert source_text("your config", None) == "your config"


def test_a_price_has_its_own_source_and_a_model_without_one_has_the_models() -> None:
    assert price_source(model("upscale", "sharp")) == "seed 000, 2026-01-27"
    assert price_source(model("upscale", "natural")) == "LetzAI OpenAPI, 2025-11-21"


@pytest.mark.parametrize(
    ("kind", "word", "doubts"),
    [
        ("image", "flux2", ""), ("video", "kling26", "inferred"), ("image", "phota", "outdated"),
        ("upscale", "soft", "inferred, outdated"),
    ],
)  # fmt: skip
def test_doubts_are_named(kind: Kind, word: str, doubts: str) -> None:
    assert doubts_text(model(kind, word)) == doubts


def test_each_source_has_one_number() -> None:
    sources = Sources()

    assert [sources.mark(name) for name in ("a", "b", "a")] == ["[1]", "[2]", "[1]"]
    assert list(sources.lines()) == ["[1] a", "[2] b"]
