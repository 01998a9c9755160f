"""Prices for programs."""

from __future__ import annotations

import json
from decimal import Decimal

from assetforge.core.credits import UNKNOWN
from assetforge.report.prices import Difference
from assetforge.ui.machine import to_json
from assetforge.ui.pricing_json import prices_document, quotes_document
from tests.unit.ui.priced import model, quoted


def test_a_quote_is_written_with_its_parts() -> None:
    clip = quoted("clip", model("video", "kling26"), {"duration": 5, "sound": True})

    document = json.loads(to_json(quotes_document([clip])))

    assert document["document"] == "pricing"
    assert document["totals"] == {"letzai": {"low": 1500, "high": 1500, "known": True}}
    asset = document["assets"]["clip"]
    assert (asset["seconds"], asset["figure"]["high"], asset["model"]) == (
        [5, 5], 150, "video-kling26",
    )  # fmt: skip
    assert [option["factor"] for option in asset["options"]] == [2]
    assert asset["price"]["source"]["confidence"] == "inferred"


def test_the_table_is_written_with_what_differs_from_it() -> None:
    found = Difference(
        provider="letta", kind="image", model=None, said=UNKNOWN, least=Decimal(12),
        most=Decimal("12.5"), jobs=3,
    )  # fmt: skip

    document = json.loads(to_json(prices_document([model("image", "flux2")], [found])))

    assert [each["id"] for each in document["models"]] == ["flux2"]
    assert document["differences"] == [
        {
            "provider": "letta", "kind": "image", "model": None, "jobs": 3,
            "expected": {"low": 0, "high": None, "known": False},
            "charged": {"low": 12, "high": 12.5},
        }
    ]  # fmt: skip
