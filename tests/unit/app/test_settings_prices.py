"""Prices in the config file: held against the catalogue, and every misfit has a place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import Credits
from assetforge.providers.catalogue_override import Override
from tests.unit.app.settings_files import parsed, said


def test_prices_are_read_by_kind_and_model() -> None:
    settings = parsed(
        '[letzai.prices.image."flux2"]\n1k = 10\n2k = { min = 15, max = 20 }\n'
        "[letzai.prices.image.flux2.options]\nquality = 1.5\n"
        "[letta.prices.edit.gemini-3-pro-image]\neach = 12\n"
    )

    assert settings.prices == (
        Override(
            provider="letzai", kind="image", model="flux2",
            figures=(("1k", Credits.exactly(10)), ("2k", Credits.between(15, 20))),
            options=(("quality", Decimal("1.5")),),
        ),
        Override(
            provider="letta", kind="edit", model="gemini-3-pro-image",
            figures=(("each", Credits.exactly(12)),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("[letzai.prices.image.flux3]\n1k = 1", (1, 22), "it has gemini-3-pro-image,"),
        ("[letzai.prices.video.flux2]\neach = 1", (1, 22), "no model `flux2` of the kind video"),
        ("[letzai.prices.image.flux2]\n8k = 1", (2, 1), "priced by `1k`, `2k` or `each`"),
        ("[letzai.prices.image.flux2]\nper_second = 1", (2, 1), "no price by `per_second`"),
        ("[letzai.prices.image.flux2]", (1, 22), "the table says no price"),
        ("[letzai.prices.image.flux2]\n1k = 1\neach = 1", (1, 22), "exclude one another"),
        ("[letzai.prices.image.flux2]\n2k = 1\nhd = 1", (3, 1), "`hd` and `2k` are one tier"),
        (
            "[letzai.prices.image.flux2.options]\nsound = 2", (2, 1),
            "`sound` does not change the price of Flux 2; only `quality` does",
        ),
        (
            "[letzai.prices.upscale.pruna.options]\nsound = 2", (2, 1),
            "nothing does",
        ),
        (
            "[letzai.prices.image]\nflux2.1k = 1\nflux2-max.1k = 1", (3, 1),
            "`flux2-max` is the model that `flux2` names above",
        ),
    ],
)  # fmt: skip
def test_a_price_for_what_is_not_there_is_an_error_that_names_what_is(
    text: str, place: tuple[int, int], detail: str
) -> None:
    (problem,) = said(text)

    assert problem.code == "price-misfit"
    assert (problem.place.line, problem.place.column) == place
    assert detail in problem.detail


@pytest.mark.parametrize(
    "text",
    [
        "[letzai.prices.image.flux2]\n1k = -1",
        '[letzai.prices.image.flux2]\n1k = "cheap"',
        "[letzai.prices.image.flux2]\n1k = { min = 2, max = 1 }",
        "[letzai.prices.image.flux2.options]\nquality = 0",
    ],
)
def test_a_figure_that_is_none_is_told_once(text: str) -> None:
    (problem,) = said(text)

    assert (problem.code, problem.place.line) == ("wrong-value", 2)
