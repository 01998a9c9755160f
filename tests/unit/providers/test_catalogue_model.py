from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.catalogue_model import model_of
from tests.unit.providers.catalogue_data import model_entry

if TYPE_CHECKING:
    from assetforge.core.names import Kind


@pytest.mark.parametrize(
    ("provider", "kind", "model", "inputs_max"),
    [
        ("letzai", "image", "flux2", 0),
        ("letzai", "edit", "flux2", 9),
        ("letzai", "edit", "skin", 1),
        ("letzai", "upscale", "default", 1),
        ("letzai", "video", "veo31", 2),
        ("letzai", "video-edit", "veo31", 1),
        ("letta", "image", "flux-2-pro", 0),
        ("letta", "edit", "gpt-image-2", 14),
    ],
)
def test_inputs_are_limited_as_documented(
    provider: str, kind: Kind, model: str, inputs_max: int
) -> None:
    found = packaged_catalogue()[provider].find(kind, model)

    assert found is not None
    assert found.inputs_max == inputs_max


@pytest.mark.parametrize(
    ("kind", "model", "source"),
    [
        ("image", "flux2", "free"),
        ("edit", "flux2", "required"),
        ("upscale", "default", "required"),
        ("video", "veo31", "advised"),
        ("video", "wan25", "required"),
        ("video", "klingo1", "required"),
    ],
)
def test_a_source_is_required_as_documented(kind: Kind, model: str, source: str) -> None:
    found = packaged_catalogue()["letzai"].find(kind, model)

    assert found is not None
    assert found.source == source


def test_a_model_names_the_document_it_stands_in() -> None:
    found = packaged_catalogue()["letzai"].find("image", "phota")

    assert found is not None
    assert found.documented == "seed 001, 2026"


def test_a_film_whose_price_hangs_on_its_resolution_must_name_it() -> None:
    found = packaged_catalogue()["letzai"].find("video", "video-seedance2")

    assert found is not None
    assert found.required == {"resolution"}


def test_a_model_for_organizations_says_what_the_configuration_must_hold() -> None:
    found = packaged_catalogue()["letzai"].find("video", "video-seedance2-enterprise")

    assert found is not None
    assert found.needs == ("organization",)


@pytest.mark.parametrize("dialects", [["current"], ["current", "older"], None])
def test_a_model_is_current_where_no_dialect_or_the_newest_names_it(dialects: object) -> None:
    assert model_of(model_entry(dialects=dialects), {}).is_current


@pytest.mark.parametrize("dialects", [["older"], []])
def test_a_model_that_the_newest_dialect_does_not_name_is_not_current(dialects: object) -> None:
    assert not model_of(model_entry(dialects=dialects), {}).is_current
