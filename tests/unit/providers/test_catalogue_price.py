from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.capabilities import Option, Price
from assetforge.core.credits import Credits
from assetforge.providers.catalogue_price import options_of, price_of

TWENTY, TO_FORTY = Credits.exactly(20), Credits.between(20, 40)


@pytest.mark.parametrize(
    ("table", "price"),
    [
        ({"unit": "image", "exact": 20}, Price(unit="image", flat=TWENTY)),
        ({"unit": "job", "range": {"min": 20, "max": 40}}, Price(unit="job", flat=TO_FORTY)),
        (
            {"unit": "image", "by_size": {"4": 20}},
            Price(unit="image", by="resolution", figures={"4": TWENTY}),
        ),
        (
            {"unit": "second", "by_resolution": {"480p": 20}},
            Price(unit="second", by="resolution", figures={"480p": TWENTY}),
        ),
        (
            {"unit": "job", "by_duration": {"5": {"min": 20, "max": 40}}},
            Price(unit="job", by="duration", figures={"5": TO_FORTY}),
        ),
        (
            {"unit": "second", "exact": 20, "lower_reading": {"unit": "job", "exact": 20}},
            Price(unit="second", flat=TWENTY, lower=Price(unit="job", flat=TWENTY)),
        ),
    ],
)
def test_a_price_is_read_as_it_is_written(table: dict[str, object], price: Price) -> None:
    assert price_of({"price": table}) == price


def test_a_tier_that_is_a_quality_is_priced_by_quality() -> None:
    price = price_of({"tier_field": "quality", "price": {"unit": "image", "by_tier": {"low": 20}}})

    assert price == Price(unit="image", by="quality", figures={"low": TWENTY})


def test_no_price_is_no_price() -> None:
    assert price_of({}) is None


def test_an_option_multiplies_the_price_or_leaves_it_open() -> None:
    entry = {
        "option": [
            {"field": "settings.withSound", "value": True, "price_multiplier": 2},
            {"field": "settings.highQuality", "value": True},
        ]
    }

    assert options_of(entry, {}) == (
        Option(field="sound", multiplier=Decimal(2)),
        Option(field="high_quality", multiplier=None),
    )


def test_a_quality_above_its_default_costs_more_by_an_unknown_factor() -> None:
    limits = {"quality": {"min": 1, "max": 6, "default": 2}}

    assert options_of({}, limits) == (Option(field="quality", multiplier=None, above=2),)
