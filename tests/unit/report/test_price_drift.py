from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.execution.attempt import Attempt, AttemptState
from assetforge.report.price_drift import PriceDrift, find_price_drift
from tests.unit.adapters.ledger_samples import attempt_of

S = AttemptState


def bought(reserved: str, actual: str, model: str | None = "flux2") -> Attempt:
    return attempt_of(
        state=S.STORED, reserved=Decimal(reserved), actual=Decimal(actual), model=model
    )


def test_each_model_has_its_sums_and_the_mean_of_its_ratios() -> None:
    found = find_price_drift([bought("40", "40"), bought("10", "20"), bought("1", "1", "veo31")])

    assert found == (
        PriceDrift(
            provider="letzai", model="flux2", kind="image", count=2, estimated=Decimal(50),
            charged=Decimal(60), ratio=Decimal("1.5"),
        ),
        PriceDrift(
            provider="letzai", model="veo31", kind="image", count=1, estimated=Decimal(1),
            charged=Decimal(1), ratio=Decimal(1),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "attempt",
    [
        attempt_of(state=S.STORED, actual=None),
        attempt_of(state=S.STORED, actual=Decimal(5), reserved=None),
        attempt_of(state=S.FAILED, actual=Decimal(5)),
        attempt_of(state=S.READY, actual=Decimal(5)),
        attempt_of(state=S.VOID, actual=Decimal(0)),
    ],
)
def test_what_tells_nothing_of_a_price_does_not_count(attempt: Attempt) -> None:
    assert find_price_drift([attempt]) == ()


@pytest.mark.parametrize(
    ("reserved", "actual", "is_off"),
    [
        ("100", "100", False),
        ("100", "109.999", False),
        ("100", "110", True),
        ("100", "90.001", False),
        ("100", "90", True),
        ("0", "0", False),
        ("0", "1", True),
    ],
)
def test_a_tenth_is_off(reserved: str, actual: str, *, is_off: bool) -> None:
    (drift,) = find_price_drift([bought(reserved, actual, None)])

    assert drift.is_off is is_off
