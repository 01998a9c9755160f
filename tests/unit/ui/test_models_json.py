"""Models for programs: unknown is null, and everything has its source."""

from __future__ import annotations

import json

from assetforge.ui.machine import to_json
from assetforge.ui.models_json import model_value, models_document, price_value
from tests.unit.ui.priced import CATALOGUE, model


def test_the_whole_catalogue_can_be_written_as_json() -> None:
    whole = [each for able in CATALOGUE.values() for each in able.models]

    document = json.loads(to_json(models_document(whole, ("studio", "local"))))

    assert (document["document"], document["open"]) == ("models", ["local", "studio"])
    assert [each["id"] for each in document["models"]] == [each.id for each in whole]
    assert all(each["source"]["name"] and each["source"]["as_of"] for each in document["models"])
    prices = [each["price"] for each in document["models"] if each["price"] is not None]
    assert all(price["source"]["name"] and price["source"]["as_of"] for price in prices)


def test_a_model_says_what_it_takes_and_what_that_costs() -> None:
    value = json.loads(to_json(dict(model_value(model("image", "flux2")))))

    assert value["tiers"] == {"1k": "1k", "2k": "hd"}
    assert value["price"]["figures"]["hd"] == {"low": 120, "high": 120, "known": True}
    assert value["takes"]["resolution"] == "1k or 2k"
    assert value["options"][0]["factor"] is None
    assert value["options"][0]["above"] == 2


def test_an_unknown_price_is_null() -> None:
    assert model_value(model("image", "letzai-engine"))["price"] is None
    assert price_value(None) is None
