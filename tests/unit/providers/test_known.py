from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.credits import UNKNOWN
from assetforge.providers.known import Known
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Table

LETZAI = Known(packaged_catalogue()["letzai"])
LETTA = Known(packaged_catalogue()["letta"])

PICTURE: Table = {
    "quality": 2, "creativity": 2, "watermark": False, "size": "1600x1600", "resolution": "1k",
}  # fmt: skip


def order(kind: Kind, model: str | None, params: Table) -> Order:
    return Order(address="hero", kind=kind, model=model, params=params)


@pytest.mark.parametrize(
    ("kind", "model", "params", "resolved"),
    [
        ("image", "flux2", {"prompt": "a cat"}, {**PICTURE, "prompt": "a cat"}),
        ("image", None, {}, PICTURE),
        ("image", "flux2", {"size": "1600x900"}, {**PICTURE, "size": "1600x900"}),
        ("image", "flux2", {"aspect_ratio": "16:9"}, {**PICTURE, "size": "1600x904"}),
        ("image", "flux2", {"aspect_ratio": "1:4"}, {**PICTURE, "size": "480x1920"}),
        (
            "image", "flux2", {"aspect_ratio": "16:9", "size": "800x600"},
            {**PICTURE, "size": "800x600"},
        ),
        ("image", "flux2", {"resolution": "2k"}, {**PICTURE, "resolution": "2k"}),
        ("image", "flux2", {"watermark": True}, {**PICTURE, "watermark": True}),
        ("image", "flux2", {"quality": 4.0}, {**PICTURE, "quality": 4}),
        ("image", "flux2", {"sound": False, "seed": 7}, PICTURE),
        ("image", "flux2", {"revision": 3}, {**PICTURE, "revision": 3}),
        ("image", "seedream-5-0-pro", {}, {**PICTURE, "resolution": "2k"}),
        (
            "image", "flux2", {"letzai": {"system_version": 3}},
            {**PICTURE, "letzai": {"system_version": 3}},
        ),
        ("image", "flux2", {"letzai": {"colour": "red"}, "letta": {"provider": "flux"}}, PICTURE),
        ("edit", "flux2", {"aspect_ratio": "16:9"}, {"resolution": "2k", "aspect_ratio": "16:9"}),
        ("edit", "flux2", {"watermark": False}, {"resolution": "2k"}),
        ("edit", "nano-banana-2-lite", {}, {}),
        ("upscale", None, {}, {"strength": 1}),
        ("upscale", "nano-banana-pro", {}, {"strength": 1, "resolution": "1k"}),
        (
            "upscale", "pruna", {"resolution": "4k", "strength": 3.0},
            {"strength": 3, "resolution": "4k"},
        ),
        ("video", "video-veo31", {}, {"sound": False, "high_quality": False, "duration": 8}),
        (
            "video", "video-kling26", {"duration": 10.0},
            {"sound": False, "high_quality": False, "duration": 10},
        ),
        ("video", "video-gemini-omni", {}, {"sound": True}),
        (
            "video", "video-wan25", {"aspect_ratio": "9:16"},
            {"high_quality": False, "size": "720x1280"},
        ),
        (
            "video", "video-wan25", {"aspect_ratio": "9:16", "high_quality": True},
            {"high_quality": True, "size": "1080x1920"},
        ),
        (
            "video", "video-seedance2", {"aspect_ratio": "16:9", "resolution": "480p"},
            {"sound": True, "resolution": "480p", "size": "856x480"},
        ),
        ("video", None, {"prompt": "rain"}, {"prompt": "rain"}),
    ],
)  # fmt: skip
def test_letzai_is_asked_for_everything_that_decides_a_result(
    kind: Kind, model: str | None, params: Table, resolved: Table
) -> None:
    assert LETZAI.resolve(order(kind, model, params)) == resolved


def test_a_skin_repair_keeps_the_defaults_that_are_not_named() -> None:
    resolved = LETZAI.resolve(order("edit", "skin", {"skin": {"eyes": True, "intensity": 4}}))

    assert resolved == {
        "skin": {
            "face": True, "body": True, "eyes": True, "mouth": False, "nose": False, "intensity": 4,
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "params", "resolved"),
    [
        ("flux-2-pro", {"prompt": "a cat", "watermark": False}, {"prompt": "a cat"}),
        ("flux-2-pro", {"size": "1024x1024", "seed": 7}, {"seed": 7}),
        ("gpt-image-2", {"size": "1024x1024"}, {"size": "1024x1024"}),
        ("flux-9", {"letta": {"provider": "flux"}}, {"letta": {"provider": "flux"}}),
    ],
)
def test_letta_is_sent_only_what_its_model_takes(
    model: str, params: Table, resolved: Table
) -> None:
    assert LETTA.resolve(order("image", model, params)) == resolved


def test_asking_for_a_default_is_the_same_as_not_asking() -> None:
    spoken = LETZAI.resolve(order("video", "video-veo31", {"duration": 8, "sound": False}))

    assert spoken == LETZAI.resolve(order("video", "video-veo31", {}))


@pytest.mark.parametrize(
    ("kind", "model", "params", "cost"),
    [
        ("image", None, {}, "60"),
        ("image", "gemini-3-pro-image", {}, "80"),
        ("image", "gemini-3-pro-image", {"resolution": "4k"}, "240"),
        ("edit", None, {}, "120"),
        ("edit", "phota", {}, "240"),
        ("upscale", None, {}, "20"),
        ("upscale", "nano-banana-pro", {"resolution": "4k"}, "240"),
        ("video", "video-veo31", {}, "1,500"),
        ("video", "video-veo31", {"sound": True}, "3,000"),
        ("video", "video-kling3", {"duration": 5}, "150 to 750"),
    ],
)
def test_letzai_is_priced_after_defaults(
    kind: Kind, model: str | None, params: Table, cost: str
) -> None:
    assert str(LETZAI.quote(order(kind, model, params))) == cost


@pytest.mark.parametrize("model", [None, "flux-2-pro", "gpt-image-2", "flux-9"])
def test_letta_costs_what_nobody_knows(model: str | None) -> None:
    assert LETTA.quote(order("image", model, {})) == UNKNOWN


def test_an_order_for_no_model_has_no_price() -> None:
    assert LETZAI.quote(order("video", None, {})) == UNKNOWN


def test_what_is_paid_for_is_not_local() -> None:
    assert (LETZAI.name, LETZAI.is_local) == ("letzai", False)


def test_an_at_sign_is_doubled_only_for_who_reads_tags() -> None:
    placed = order("image", None, {"prompt": "@anna, me@@home.example"})

    assert LETZAI.resolve(placed)["prompt"] == "@anna, me@@home.example"
    assert LETTA.resolve(placed)["prompt"] == "@anna, me@home.example"
