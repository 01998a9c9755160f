from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.commission import commissioned
from assetforge.providers.letzai.sources import Sources
from assetforge.providers.letzai.upscales import on_other_route, upscale_body
from tests.unit.providers.letzai.talking import CAPABILITIES, local, request, settings, uuid

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.settings import Dialect

ONE = Sources(ids=(uuid(1),))


def body(model: str | None, params: Table, dialect: Dialect = "current") -> Table:
    asked = request("upscale", model, params, [local()])
    return upscale_body(commissioned(asked, CAPABILITIES, settings(dialect)), ONE)


@pytest.mark.parametrize(("tier", "size"), [("1k", 4), ("2k", 8), ("4k", 12)])
def test_a_resolution_becomes_a_size(tier: str, size: int) -> None:
    assert body("gpt-image-2", {"resolution": tier})["size"] == size


def test_the_in_house_upscaler_has_no_sizes() -> None:
    assert body(None, {}) == {"imageId": uuid(1), "mode": "default", "strength": 1}


@pytest.mark.parametrize("strength", [1, 2.0, 3])
def test_the_strength_is_always_told(strength: float) -> None:
    assert repr(body(None, {"strength": strength})["strength"]) == str(int(strength))


@pytest.mark.parametrize(
    ("model", "params"),
    [(None, {}), ("nano-banana-pro", {"resolution": "4k", "strength": 3})],
)
def test_what_both_routes_have_is_translated_there_and_back(
    model: str | None, params: Table
) -> None:
    sent = body(model, params)

    there = on_other_route("/upscale", sent)
    assert there.body is not None
    back = on_other_route(there.route, there.body)

    assert there.body == body(model, params, "older")
    assert (back.route, back.body) == ("/upscale", sent)


@pytest.mark.parametrize(
    ("route", "sent", "reason"),
    [
        ("/upscale", {"mode": "pruna", "strength": 1}, "`/upscales`, .* lacks the mode `pruna`"),
        ("/upscale", {"mode": "default", "strength": 4}, "`/upscales`, .* a strength above 3"),
        ("/upscales", {"generationSettings": {"mode": "soft"}}, "`/upscale`, .* the mode `soft`"),
        ("/upscales", {}, "`/upscale`, .* the mode `None`"),
    ],
)
def test_what_the_other_route_lacks_is_not_replaced(route: str, sent: Table, reason: str) -> None:
    other = on_other_route(route, sent)

    assert other.body is None
    assert re.search(reason, other.reason)
