from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.images import image_body
from tests.unit.providers.letzai.talking import CAPABILITIES, request, settings

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.providers.settings import Dialect


def body(model: str | None, params: Table, dialect: Dialect = "current") -> Table:
    asked = request("image", model, {"prompt": "a cat", **params})
    return image_body(commissioned(asked, CAPABILITIES, settings(dialect)))


@pytest.mark.parametrize(
    ("model", "params", "field", "value"),
    [
        ("flux2", {}, "hasWatermark", False),
        ("flux2", {"watermark": True}, "hasWatermark", True),
        ("flux2", {"resolution": "2k"}, "mode", "hd"),
        ("gemini-3-pro-image", {"resolution": "1k"}, "mode", "default"),
        ("seedream-5-0-pro", {"resolution": "4k"}, "mode", "4k"),
        ("flux2", {"size": "808x608"}, "width", 808),
        ("flux2", {"aspect_ratio": "16:9"}, "height", 904),
        ("flux2", {"letzai": {"system_version": 2}}, "systemVersion", 2),
        ("letzai-engine", {"letzai": {"engine_mode": "sigma"}}, "mode", "sigma"),
        ("flux2", {}, "hideFromUserProfile", True),
    ],
)
def test_a_wish_becomes_a_field(model: str, params: Table, field: str, value: Json) -> None:
    assert body(model, params)[field] == value


def test_no_watermark_is_asked_for_where_nothing_is_said_of_it() -> None:
    unsaid = replace(request("image", "flux2", {}), params={"prompt": "a cat"})

    sent = image_body(commissioned(unsaid, CAPABILITIES, settings()))

    assert sent["hasWatermark"] is False


def test_the_engine_of_letzai_is_ordered_without_a_model() -> None:
    assert "baseModel" not in body("letzai-engine", {})


def test_the_older_dialect_is_not_sent_what_its_documents_do_not_name() -> None:
    assert "hideFromUserProfile" not in body("flux2", {}, "older")


def test_what_letzai_has_no_field_for_is_not_sent() -> None:
    sent = body("flux2", {"seed": 7, "aspect_ratio": "1:1", "revision": 3})

    assert sent.keys().isdisjoint({"seed", "aspectRatio", "aspect_ratio", "revision", "n"})
