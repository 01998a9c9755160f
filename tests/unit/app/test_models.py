"""Models: found by provider and kind, or by any of their words."""

from __future__ import annotations

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.app.models import find_models, list_models, open_providers
from assetforge.core.errors import UsageError
from tests.unit.app.settings_files import parsed

SETTINGS = parsed("")


def test_without_a_choice_the_whole_catalogue_is_listed() -> None:
    whole = [model for able in packaged_catalogue().values() for model in able.models]

    assert list(list_models(SETTINGS)) == whole
    assert set(open_providers(SETTINGS)) == {"studio", "local"}


def test_a_provider_and_a_kind_limit_the_list() -> None:
    found = list_models(SETTINGS, "letta", "edit")

    assert {(model.provider, model.kind) for model in found} == {("letta", "edit")}
    assert open_providers(SETTINGS, "letta") == ()
    assert (list_models(SETTINGS, "studio"), open_providers(SETTINGS, "studio")) == (
        (),
        ("studio",),
    )


def test_a_word_means_a_model_at_everyone_who_has_it() -> None:
    found = find_models(SETTINGS, "GPT Image 2")

    assert {(model.provider, model.kind) for model in found} == {
        ("letzai", "image"), ("letzai", "edit"), ("letzai", "upscale"), ("letta", "image"),
        ("letta", "edit"),
    }  # fmt: skip
    assert [model.id for model in find_models(SETTINGS, "kling30")] == ["video-kling3", "kling30"]


def test_prices_of_ones_own_are_listed() -> None:
    settings = parsed("[letta.prices.image.flux-2-pro]\neach = 12\n")

    prices = {model.id: model.price for model in list_models(settings, "letta", "image")}

    assert [name for name, price in prices.items() if price is not None] == ["flux-2-pro"]


@pytest.mark.parametrize(
    ("word", "way_out"), [("lettzai", "Did you mean `letzai`?"), ("zz", "Known")]
)
def test_an_unknown_provider_is_a_usage_error(word: str, way_out: str) -> None:
    with pytest.raises(UsageError) as refused:
        list_models(SETTINGS, word)

    assert refused.value.next_step.startswith(way_out)


@pytest.mark.parametrize(
    ("word", "way_out"), [("flux22", "Did you mean `flux2`?"), ("zz", "`assetf")]
)
def test_an_unknown_model_is_a_usage_error(word: str, way_out: str) -> None:
    with pytest.raises(UsageError) as refused:
        find_models(SETTINGS, word)

    assert refused.value.next_step.startswith(way_out)
