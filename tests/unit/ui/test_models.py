"""The table of models."""

from __future__ import annotations

from assetforge.ui.models import show_models
from assetforge.ui.style import ANSI, PLAIN
from tests.unit.ui.priced import CATALOGUE, model

FEW = [model("image", "flux2"), model("image", "phota"), model("upscale", "default")]


def test_each_provider_and_kind_has_a_table_and_each_document_a_number() -> None:
    assert (
        show_models(FEW, ("studio",), style=PLAIN, width=100)
        == """\
letzai image
  MODEL    CREDITS    SOURCE        TIERS  OPTIONS             NAME
  flux2 *  60 to 120  [1]           1k 2k  quality above 2 x?  Flux 2
  phota    80 to 240  [2] outdated  1k 4k  quality above 2 x?  Phota

letzai upscale
  MODEL      CREDITS  SOURCE  NAME
  default *  20       [1]     LetzAI in-house

* where no model is named.
inferred: the document leaves room; outdated: newer documents do not name it.
[1] LetzAI skill, 2026-07-28
[2] seed 001, 2026, as of 2026-02-01

studio: no list is needed, for all is made here, free.
"""
    )


def test_every_detail_adds_other_words_and_notes() -> None:
    told = show_models([model("video", "kling30")], (), style=PLAIN, width=200, verbose=True)

    assert "\n      Kling V3, also kling30, also kling 3\n" in told
    assert "per second is inferred from video-kling26" in told
    assert "\n      high_quality: no price documented for this model; usually doubles it" in told


def test_no_line_is_wider_than_the_terminal() -> None:
    whole = [each for able in CATALOGUE.values() for each in able.models]

    lines = show_models(whole, (), style=PLAIN, width=80).splitlines()

    assert max(map(len, lines)) <= 80


def test_a_provider_that_needs_no_list_is_named_alone() -> None:
    assert show_models([], ("studio",), style=PLAIN, width=80) == (
        "studio: no list is needed, for all is made here, free.\n"
    )


def test_colour_changes_no_word() -> None:
    coloured = show_models(FEW, (), style=ANSI, width=100)

    assert "\x1b[" in coloured
    assert "flux2 *" in coloured
