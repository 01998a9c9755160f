from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.catalogue_fields import understood_by
from tests.unit.providers.catalogue_data import model_entry

if TYPE_CHECKING:
    from assetforge.core.names import Kind

LETZAI_IMAGE = {"prompt", "size", "aspect_ratio", "quality", "creativity", "watermark"}
LETZAI_FILM = {"prompt", "size", "aspect_ratio", "duration"}


@pytest.mark.parametrize(
    ("provider", "kind", "model", "fields"),
    [
        ("letzai", "image", "flux2", LETZAI_IMAGE | {"resolution"}),
        ("letzai", "image", "letzai-engine", LETZAI_IMAGE),
        ("letzai", "edit", "flux2", {"prompt", "aspect_ratio", "resolution"}),
        ("letzai", "edit", "nano-banana-2-lite", {"prompt", "aspect_ratio"}),
        ("letzai", "edit", "skin", {"prompt", "skin"}),
        ("letzai", "upscale", "default", {"strength"}),
        ("letzai", "upscale", "pruna", {"strength", "resolution"}),
        ("letzai", "video", "veo31", LETZAI_FILM | {"sound", "high_quality"}),
        ("letzai", "video", "kling3", LETZAI_FILM | {"sound", "high_quality", "shots"}),
        ("letzai", "video", "wan25", LETZAI_FILM | {"high_quality"}),
        ("letzai", "video", "video-seedance2", LETZAI_FILM | {"sound", "resolution"}),
        ("letta", "image", "flux-2-pro", {"prompt", "seed"}),
        ("letta", "image", "gpt-image-2", {"prompt", "seed", "quality", "size"}),
        ("letta", "edit", "gemini-3-pro-image", {"prompt", "seed"}),
    ],
)
def test_a_model_understands_what_its_endpoint_documents(
    provider: str, kind: Kind, model: str, fields: set[str]
) -> None:
    found = packaged_catalogue()[provider].find(kind, model)

    assert found is not None
    assert set(found.fields) == fields


@pytest.mark.parametrize(
    ("kind", "model", "field", "takes"),
    [
        ("image", "flux2", "resolution", "1k or 2k"),
        ("image", "flux2", "quality", "a whole number from 1 to 6"),
        ("image", "flux2", "size", "width and height in pixels, each from 480 to 2160"),
        ("image", "flux2", "aspect_ratio", "width to height, no longer than 9:2 either way"),
        ("edit", "flux2", "aspect_ratio", "1:1, 16:9, 9:16, 4:3, 3:4, 21:9 or 9:21"),
        ("upscale", "default", "strength", "a whole number from 1 to 5"),
        ("video", "veo31", "duration", "8"),
        ("video", "kling26", "duration", "5 or 10"),
        ("video", "kling3", "duration", "a whole number from 3 to 15"),
        ("video", "veo31", "sound", "true or false"),
        ("video", "video-gemini-omni", "sound", "true"),
        ("video", "video-seedance2", "resolution", "480p, 720p, 1080p or 4k"),
    ],
)
def test_letzais_limits_are_those_of_its_newest_documents(
    kind: Kind, model: str, field: str, takes: str
) -> None:
    found = packaged_catalogue()["letzai"].find(kind, model)

    assert found is not None
    assert str(found.fields[field]) == takes


def test_lettas_prompt_has_a_longest_length() -> None:
    found = packaged_catalogue()["letta"].find("image", "flux-2-pro")

    assert found is not None
    assert str(found.fields["prompt"]) == "a text of up to 32,000 characters"


@pytest.mark.parametrize(
    ("provider", "model", "keys"),
    [
        ("letzai", "flux2", {"system_version"}),
        ("letzai", "letzai-engine", {"system_version", "engine_mode"}),
        ("letta", "flux-2-pro", set[str]()),
        ("letta", "gpt-image-2", {"output_format"}),
    ],
)
def test_a_providers_own_table_is_an_allow_list(provider: str, model: str, keys: set[str]) -> None:
    found = packaged_catalogue()[provider].find("image", model)

    assert found is not None
    assert set(found.own_fields) == keys


def test_where_no_tier_is_documented_as_default_the_cheapest_is_asked_for() -> None:
    understood = understood_by(model_entry(), {})

    assert understood.defaults["resolution"] == "1k"


def test_a_documented_default_tier_is_asked_for_by_the_manifests_word() -> None:
    understood = understood_by(model_entry(default_tier="hd"), {})

    assert understood.defaults["resolution"] == "2k"


def test_sizes_in_a_range_become_the_tiers_it_holds() -> None:
    entry = model_entry(
        kind="upscale", size_range={"min": 2, "max": 8}, tiers=None, tier_labels=None
    )

    assert understood_by(entry, {}).tiers == {"1k": "4", "2k": "8"}
