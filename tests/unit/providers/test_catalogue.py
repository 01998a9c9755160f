from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.catalogue import CatalogueError, parse_catalogue
from tests.unit.providers.catalogue_data import changed, data, model_entry

if TYPE_CHECKING:
    from assetforge.core.names import Kind


@pytest.mark.parametrize(
    ("provider", "kind", "model"),
    [
        ("letzai", "image", "flux2"),
        ("letzai", "edit", "flux2"),
        ("letzai", "upscale", "default"),
        ("letta", "image", "flux-2-pro"),
        ("letta", "edit", "gemini-3-pro-image"),
    ],
)
def test_a_picture_has_a_default_model(provider: str, kind: Kind, model: str) -> None:
    found = packaged_catalogue()[provider].default_model(kind)

    assert found is not None
    assert found.id == model


@pytest.mark.parametrize("kind", ["video", "video-edit"])
def test_a_film_has_none_because_it_costs_much(kind: Kind) -> None:
    assert packaged_catalogue()["letzai"].default_model(kind) is None


def test_each_kind_has_one_default_at_most() -> None:
    for provider in packaged_catalogue().values():
        defaults = [model.kind for model in provider.models if model.is_default]
        assert len(defaults) == len(set(defaults))


def test_every_word_of_a_model_finds_it() -> None:
    for provider in packaged_catalogue().values():
        for model in provider.models:
            for word in model.words:
                assert provider.find(model.kind, word) == model


def test_a_provider_makes_what_its_newest_documents_name() -> None:
    makes = {name: able.kinds for name, able in packaged_catalogue().items()}

    assert makes == {
        "letzai": {"image", "edit", "upscale", "video"},  # films are edited by an older route only
        "letta": {"image", "edit"},
    }


@pytest.mark.parametrize(
    ("kind", "word", "tiers"),
    [
        ("image", "gemini-3-pro-image", {"1k": "default", "2k": "2k", "4k": "4k"}),
        ("image", "flux2", {"1k": "1k", "2k": "hd"}),
        ("image", "letzai-engine", {}),
        ("edit", "wan-2-7-image-pro", {"2k": "2k"}),
        ("upscale", "default", {}),
        ("upscale", "nano-banana-pro", {"1k": "4", "2k": "8", "4k": "12"}),
        ("upscale", "pruna", {"1k": "4", "2k": "8", "4k": "12"}),
        ("video", "video-veo31", {}),
        (
            "video", "video-seedance2",
            {"480p": "480p", "720p": "720p", "1080p": "1080p", "4k": "4k"},
        ),
    ],
)  # fmt: skip
def test_a_tier_has_the_manifests_word_and_the_services(
    kind: Kind, word: str, tiers: dict[str, str]
) -> None:
    model = packaged_catalogue()["letzai"].find(kind, word)

    assert model is not None
    assert model.tiers == tiers


@pytest.mark.parametrize("key", ["schema", "source", "model"])
def test_data_without_a_part_is_refused(key: str) -> None:
    broken = {name: value for name, value in data().items() if name != key}

    with pytest.raises(CatalogueError, match=f"the catalogue: `{key}` is missing"):
        parse_catalogue(broken)


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(CatalogueError, match="the catalogue: `schema`"):
        parse_catalogue({**data(), "schema": 2})


def test_two_models_that_one_word_means_are_refused() -> None:
    twin = model_entry(id="other", aliases=["Flux.2"])

    with pytest.raises(CatalogueError, match="letzai image other: the word `flux2` already means"):
        parse_catalogue(data(model_entry(), twin))


def test_a_price_for_a_tier_that_does_not_exist_is_refused() -> None:
    price = {"unit": "image", "by_tier": {"1k": 60, "hdd": 120}}

    with pytest.raises(CatalogueError, match="letzai image flux2 price: `hdd` is no tier"):
        parse_catalogue(changed(price=price))


def test_every_complaint_is_made_at_once() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(changed(tierz=["1k"], name=3))

    assert str(caught.value).count("\n") == 1


def test_a_model_that_only_older_documents_name_is_not_current() -> None:
    letzai = packaged_catalogue()["letzai"]
    older = {model.id for model in letzai.of_kind("upscale") if not model.is_current}

    assert older == {
        "sharp", "soft", "simple", "upscale-magnific-creative", "upscale-magnific-precision",
        "natural", "legacy", "creative",
    }  # fmt: skip


def test_an_unknown_model_of_letta_must_say_whose_it_is() -> None:
    stranger = packaged_catalogue()["letta"].meant("edit", "nano-banana-9")

    assert stranger is not None
    assert stranger.required == {"letta.provider"}
    assert stranger.own_fields["provider"].accepts("gemini")
    assert stranger.inputs_max == 14
