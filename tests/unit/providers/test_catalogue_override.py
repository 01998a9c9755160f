"""Overrides: they change what something costs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.credits import Credits
from assetforge.providers.catalogue_override import (
    YOURS,
    Override,
    misfits,
    overridden,
    without_needs,
    words_priced,
)
from assetforge.providers.pricing import quote

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model
    from assetforge.core.names import Kind
    from assetforge.core.values import Table

    Figures = dict[str, Credits]

CATALOGUE = packaged_catalogue()
MODELS = [model for able in CATALOGUE.values() for model in able.models]
TEN, TWENTY = Credits.exactly(10), Credits.exactly(20)


def override(kind: Kind, word: str, figures: Figures, provider: str = "letzai") -> Override:
    return Override(provider=provider, kind=kind, model=word, figures=tuple(figures.items()))


def priced(given: Override) -> Model:
    able = overridden(CATALOGUE[given.provider], [given])
    found = able.find(given.kind, given.model)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "word", "figures", "params", "cost"),
    [
        ("image", "flux2", {"1k": TEN}, {"resolution": "1k"}, "10"),
        ("image", "flux2", {"1k": TEN}, {"resolution": "2k"}, "120"),
        ("image", "flux2", {"1k": TEN}, {}, "10 to 120"),
        ("image", "Flux 2", {"hd": TEN}, {"resolution": "2k"}, "10"),
        ("image", "flux2-max", {"each": TEN}, {"resolution": "2k"}, "10"),
        ("image", "flux2", {"each": TEN}, {"quality": 3}, "10 or more"),
        ("image", "letzai-engine", {"each": Credits.between(10, 20)}, {}, "10 to 20"),
        ("upscale", "pruna", {"4k": TEN}, {"resolution": "4k"}, "10"),
        ("upscale", "pruna", {"12": TEN}, {"resolution": "4k"}, "10"),
        ("upscale", "sharp", {"1k": TEN}, {"resolution": "1k"}, "10"),
        ("upscale", "sharp", {"1k": TEN}, {"resolution": "2k"}, "20 to 40"),
        ("upscale", "natural", {"1k": TEN}, {"resolution": "1k"}, "10"),
        ("upscale", "natural", {"1k": TEN}, {"resolution": "2k"}, "unknown"),
        ("upscale", "natural", {"1k": TEN}, {}, "unknown"),
        ("video", "kling3", {"per_second": TEN}, {"duration": 5}, "50"),
        ("video", "kling30", {"each": TEN}, {"duration": 5, "sound": True}, "20"),
        ("video", "video-seedance2", {"480p": TEN}, {"resolution": "480p", "duration": 4}, "40"),
        ("video", "sora2", {"per_second": TEN}, {"duration": 12}, "120"),
        ("video", "sora2", {"each": TEN}, {"duration": 12}, "10"),
        ("video-edit", "veo31", {"each": TEN}, {"duration": 4}, "10"),
    ],
)
def test_a_figure_of_ones_own_takes_the_place_of_the_documents(
    kind: Kind, word: str, figures: Figures, params: Table, cost: str
) -> None:
    if word == "kling3":
        word = "video-kling3"

    assert str(quote(priced(override(kind, word, figures)), params)) == cost


@pytest.mark.parametrize(
    ("params", "cost"),
    [({"quality": "low"}, "10"), ({"quality": "high"}, "unknown"), ({}, "unknown")],
)
def test_a_price_by_quality_leaves_the_other_qualities_unknown(params: Table, cost: str) -> None:
    model = priced(override("image", "gpt-image-2", {"low": TEN}, provider="letta"))

    assert str(quote(model, params)) == cost


def test_a_factor_of_ones_own_makes_an_unknown_price_known() -> None:
    given = replace(override("image", "flux2", {}), options=(("quality", Decimal("1.5")),))

    model = priced(given)

    assert quote(model, {"resolution": "1k", "quality": 5}) == Credits.exactly(90)
    assert [(option.confidence, option.note) for option in model.options] == [("own", "")]


def test_the_source_of_an_overridden_price_is_the_users_config() -> None:
    model = priced(override("image", "flux2", {"1k": TEN}))

    assert model.price is not None
    assert (model.price.source, model.price.confidence, model.price.as_of) == (YOURS, "own", None)
    assert model.documented == "LetzAI skill, 2026-07-28"


def test_the_other_reading_of_a_document_is_gone_once_a_person_decides() -> None:
    model = priced(override("video", "video-wan25", {"per_second": TEN}))

    assert model.price is not None
    assert model.price.lower is None


@pytest.mark.parametrize(
    "model", MODELS, ids=lambda model: f"{model.provider}-{model.kind}-{model.id}"
)
def test_every_model_can_be_priced_by_each_of_its_words(model: Model) -> None:
    for word in (*words_priced(model), "each"):
        given = override(model.kind, model.id, {word: TEN}, provider=model.provider)
        found = priced(given)

        assert list(misfits(CATALOGUE[model.provider], [given])) == []
        assert found.price is not None
        assert TEN in (*found.price.figures.values(), found.price.flat)
        assert replace(found, price=None) == replace(model, price=None)


def test_what_is_for_another_provider_or_model_changes_nothing() -> None:
    able = CATALOGUE["letzai"]
    others = [override("image", "flux-2-pro", {"each": TEN}, provider="letta"),
              override("image", "flux3", {"each": TEN})]  # fmt: skip

    assert overridden(able, others) == able


def test_several_overrides_hold_side_by_side() -> None:
    able = overridden(CATALOGUE["letzai"], [
        override("image", "flux2", {"each": TEN}), override("edit", "flux2", {"each": TWENTY}),
    ])  # fmt: skip
    costs = {model.kind: quote(model, {}) for model in able.models if model.id == "flux2"}

    assert costs == {"image": TEN, "edit": TWENTY}


def test_a_model_whose_need_is_met_asks_for_it_no_more() -> None:
    able = without_needs(CATALOGUE["letzai"], frozenset({"organization"}))

    assert [model.id for model in CATALOGUE["letzai"].models if model.needs] == [
        "video-seedance2-enterprise"
    ]
    assert [model.id for model in able.models if model.needs] == []
