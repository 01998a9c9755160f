from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.errors import StorageError
from assetforge.core.exits import Exit
from assetforge.execution.unplaced import not_begun, not_placed, tell_payment
from tests.unit.ui.samples import ask, made, step

if TYPE_CHECKING:
    from assetforge.plan.model import Step

ASK = ask("hero", provider="letzai")
MADE = replace(made(ASK), provider="letzai", charged=None)
PAID = replace(step("hero", cost=Credits.exactly(60), of=ASK), made=MADE)
NOTHING = "Nothing was spent."


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (PAID, "Paid: up to 60 letzai credits; the result is kept in the store."),
        (
            replace(PAID, made=replace(MADE, charged=Decimal(45))),
            "Paid: 45 letzai credits; the result is kept in the store.",
        ),
        (
            replace(PAID, cost=UNKNOWN),
            "Paid: an unknown number of letzai credits; the result is kept in the store.",
        ),
        (replace(PAID, made=None), NOTHING),
        (replace(PAID, action="restore"), NOTHING),
        (replace(PAID, cost=Credits.exactly(0)), NOTHING),
        (
            replace(PAID, cost=Credits.exactly(0), is_metered=True),
            "Paid: an unknown number of letzai credits; the result is kept in the store.",
        ),
    ],
)
def test_what_fails_after_the_payment_says_what_was_paid(ended: Step, expected: str) -> None:
    error = StorageError("the disk refused")

    tell_payment(error, ended)

    assert error.cost == expected


def test_both_say_what_to_run_next_and_end_with_three() -> None:
    errors = (not_begun("hero", "it was edited"), not_placed("hero", "it was edited"))

    assert {error.exit for error in errors} == {Exit.STALE}
    assert {error.next_step.split(":")[0] for error in errors} == {"Run `assetforge plan`"}
