"""Credits in files: exact, and never 0 for what is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.lock.codec_credits import credits_fields
from assetforge.lock.codec_record import decode_record, encode_record
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from assetforge.core.values import Json


@pytest.mark.parametrize(
    ("estimate", "fields"),
    [
        (None, {}),
        (Credits.exactly(0), {"credits_estimated": 0}),
        (Credits.exactly(Decimal("12.50")), {"credits_estimated": 12.5}),
        (Credits.exactly(Decimal("1E+2")), {"credits_estimated": 100}),
        (Credits.exactly(2**60), {"credits_estimated": 2**60}),
        (
            Credits.exactly(Decimal("0.1234567890123456789")),
            {"credits_estimated": "0.1234567890123456789"},
        ),
        (Credits.between(1, 2), {"credits_estimated_low": 1, "credits_estimated_high": 2}),
        (UNKNOWN, {"credits_estimated": "unknown"}),
        (
            Credits(low=Decimal(5), high=None),
            {"credits_estimated_low": 5, "credits_estimated_high": "unknown"},
        ),
    ],
)
def test_an_unknown_price_is_never_written_as_nothing(
    estimate: Credits | None, fields: dict[str, Json]
) -> None:
    written = credits_fields(estimate)

    made = replace(made_of("hero"), estimated=estimate)
    assert decode_record(encode_record(made), "record").estimated == estimate
    assert {key: str(value) for key, value in written.items()} == {
        key: str(value) for key, value in fields.items()
    }
