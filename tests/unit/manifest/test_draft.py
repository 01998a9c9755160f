from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.app.offers import registry
from assetforge.manifest.draft import drafted
from tests.unit.manifest.samples import HERO, manifest_of

if TYPE_CHECKING:
    from assetforge.manifest.model import Manifest

CAMPAIGN = """
[defaults]
provider = "letzai"
[source.logo]
path = "logo.png"
[image.hero]
prompt = "A bottle"
model = "gemini-3-pro-image"
resolution = "2k"
[image.hero.letzai]
system_version = 3
[image.other]
provider = "letta"
model = "gpt-image-2"
prompt = "A can"
size = "9000x4500"
[edit.night]
from = ["hero", "logo"]
prompt = "At night"
[upscale.large]
from = "night"
[video.clip]
from = "large"
model = "veo31"
duration = 8
[derive.thumb]
from = "large"
width = 64
"""


def draft_of(manifest: Manifest) -> Manifest:
    return drafted(manifest, registry().capabilities)


def test_everything_a_provider_would_make_is_drawn_by_the_studio() -> None:
    draft = draft_of(manifest_of(CAMPAIGN)).assets

    assert {name: asset.provider for name, asset in draft.items()} == {
        "logo": "", "hero": "studio", "other": "studio", "night": "studio", "large": "studio",
        "clip": "studio", "thumb": "local",
    }  # fmt: skip


def test_the_model_and_the_wishes_stay_and_the_providers_own_table_goes() -> None:
    manifest = manifest_of(CAMPAIGN)

    draft = draft_of(manifest).assets

    assert draft["hero"].model == "gemini-3-pro-image"
    assert draft["hero"].params == {"prompt": "A bottle", "resolution": "2k"}
    assert draft["clip"].params == {"duration": 8}
    assert draft["night"].inputs == ("hero", "logo")
    assert "letzai" in manifest.assets["hero"].params  # the manifest itself is as it was


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ("1024x1024", "1024x1024"),
        ("9000x4500", "4096x2048"),
        ("4500x9000", "2048x4096"),
        ("99999x10", "4096x16"),
        ("10x12", "16x16"),
    ],
)
def test_a_size_that_cannot_be_drawn_is_brought_into_reach(size: str, drawn: str) -> None:
    text = CAMPAIGN.replace("9000x4500", size)

    assert draft_of(manifest_of(text)).assets["other"].params["size"] == drawn


def test_what_the_studio_makes_anyway_is_the_same_object() -> None:
    manifest = manifest_of(HERO)

    assert draft_of(manifest).assets["hero"] is manifest.assets["hero"]


def test_a_film_is_as_long_as_its_model_makes_it_so_that_its_frames_are_there() -> None:
    text = CAMPAIGN.replace("duration = 8\n", "")

    assert draft_of(manifest_of(text)).assets["clip"].params == {"duration": 8}
