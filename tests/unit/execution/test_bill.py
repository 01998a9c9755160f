from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.errors import DamagedError, StorageError, UnavailableError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.bill import explain, left, price, price_remark, stake, undecided
from tests.unit.execution.attempts import ATTEMPT

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt

PAID = replace(ATTEMPT, state=AttemptState.SUBMITTED, job="job-7")


@pytest.mark.parametrize(
    ("reserved", "actual", "expected"),
    [
        (Decimal(1600), None, "up to 1,600 cloud credits"),
        (None, None, "an unknown number of cloud credits"),
        (Decimal(1600), Decimal(0), "0 cloud credits"),
        (None, Decimal("12.5"), "12.5 cloud credits"),
    ],
)
def test_a_price_is_what_was_charged_else_what_was_reserved(
    reserved: Decimal | None, actual: Decimal | None, expected: str
) -> None:
    assert price(replace(ATTEMPT, reserved=reserved, actual=actual)) == expected


def test_an_error_after_the_payment_says_what_was_paid_and_how_it_goes_on() -> None:
    error = UnavailableError("the network is gone")

    explain(error, PAID)

    assert error.cost == "Paid: up to 1,600 cloud credits; job job-7 is saved."
    assert error.next_step == "Run `assetforge build` again to take it up at no charge."


def test_a_result_that_stays_useless_can_be_given_up() -> None:
    error = DamagedError("no picture")

    explain(error, PAID)

    assert f"assetforge jobs resolve {PAID.intent} --retry" in error.next_step
    assert "pays again" in error.next_step


@pytest.mark.parametrize("state", [AttemptState.INTENT, AttemptState.UNKNOWN])
def test_an_error_before_anybody_knows_says_what_is_at_risk(state: AttemptState) -> None:
    error = UnavailableError("the network is gone")

    explain(error, replace(ATTEMPT, state=state))

    assert error.cost.startswith("At risk: up to 1,600 cloud credits; attempt aaaa")


@pytest.mark.parametrize("state", [AttemptState.VOID, AttemptState.FAILED, AttemptState.STORED])
def test_an_error_of_what_has_ended_keeps_its_own_words(state: AttemptState) -> None:
    error = UnavailableError("no", cost="Nothing was charged.", next_step="Go on.")

    explain(error, replace(ATTEMPT, state=state))
    explain(error, None)

    assert (error.cost, error.next_step) == ("Nothing was charged.", "Go on.")


def test_what_a_person_must_decide_names_all_three_ways() -> None:
    error = undecided(ATTEMPT, "nobody knows")

    explain(error, ATTEMPT)

    assert f"resolve {ATTEMPT.intent} --job ID" in error.next_step
    assert "--retry" in error.next_step
    assert "--drop" in error.next_step


def test_what_is_left_before_it_was_ordered_cost_nothing() -> None:
    void = replace(ATTEMPT, state=AttemptState.VOID)

    assert left(None, "hero").cost == left(void, "hero").cost == "Nothing was spent."
    assert left(PAID, "hero").cost == "Paid: up to 1,600 cloud credits; job job-7 is saved."
    assert left(ATTEMPT, "hero").cost.startswith("At risk")


@pytest.mark.parametrize(
    ("charged", "is_told"), [(None, False), (40, False), (43, False), (44, True), (90, True)]
)
def test_a_price_is_told_from_a_tenth_over_the_estimate(
    charged: int | None, *, is_told: bool
) -> None:
    amount = None if charged is None else Decimal(charged)

    assert bool(price_remark("cloud", Credits.exactly(40), amount)) is is_told


def test_a_gift_is_no_surprise() -> None:
    assert price_remark("cloud", Credits.exactly(0), Decimal(0)) == ""
    assert price_remark("cloud", Credits(low=Decimal(0), high=None), Decimal(90)) == ""


def test_an_answer_that_is_no_good_stays_so() -> None:
    error = DamagedError("the picture is gone")

    explain(error, replace(ATTEMPT, state=AttemptState.READY, actual=Decimal(12)))

    assert error.cost.startswith("Paid: 12 cloud credits; attempt")
    assert error.next_step.startswith(f"`assetforge jobs resolve {ATTEMPT.intent} --retry`")
    assert "no charge" not in error.next_step


def test_a_full_disk_is_mended_before_what_was_paid_is_taken_up() -> None:
    error = StorageError("the disk is full", next_step="Free some space, then run it again.")

    explain(error, PAID)

    assert error.next_step == "Free some space, then run it again. It is taken up at no charge."


def test_a_service_without_jobs_has_none_to_look_for() -> None:
    error = undecided(ATTEMPT, "nobody knows", has_jobs=False)

    assert "--job" not in error.next_step
    assert "may pay twice" in error.next_step
    assert "--drop" in error.next_step


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (None, None),
        (replace(ATTEMPT, run="another"), None),
        (replace(ATTEMPT, state=AttemptState.VOID), None),
        (ATTEMPT, Credits.between(0, 1600)),
        (replace(ATTEMPT, state=AttemptState.FAILED, actual=Decimal(9)), Credits.exactly(9)),
        (replace(ATTEMPT, reserved=None), UNKNOWN),
    ],
)
def test_a_stake_is_what_this_run_may_have_paid(
    attempt: Attempt | None, expected: Credits | None
) -> None:
    assert stake(attempt, ATTEMPT.run) == expected
