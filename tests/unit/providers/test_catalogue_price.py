from __future__ import annotations

from datetime import date
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

    (option,) = options_of({}, limits)

    assert (option.field, option.multiplier, option.above) == ("quality", None, 2)
    assert (option.confidence, option.note) == (
        "documented", "slower and dearer; by how much is in no document",
    )  # fmt: skip


def test_a_price_says_where_it_stands_and_how_sure_it_is() -> None:
    table = {
        "unit": "image", "exact": 20, "source": "a document", "as_of": date(2026, 1, 27),
        "confidence": "inferred", "note": "40 elsewhere",
    }  # fmt: skip

    price = price_of({"price": table, "source": "another", "as_of": date(2026, 7, 28)})

    assert price is not None
    assert (price.source, price.as_of) == ("a document", date(2026, 1, 27))
    assert (price.confidence, price.note) == ("inferred", "40 elsewhere")


def test_a_price_without_a_document_of_its_own_stands_in_that_of_its_entry() -> None:
    entry = {"source": "a document", "as_of": date(2026, 7, 28), "confidence": "documented"}

    price = price_of({"price": {"unit": "image", "exact": 20}, **entry})

    assert price is not None
    assert (price.source, price.as_of) == ("a document", date(2026, 7, 28))
    assert price.confidence == "inferred"  # only the price itself can say that it is documented
