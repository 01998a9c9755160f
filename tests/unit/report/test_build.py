from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.errors import DamagedError, StaleError, UnavailableError
from assetforge.core.exits import Exit
from assetforge.report.build import build_report, failure_of
from assetforge.report.model import Failure, Spent
from tests.unit.ui.samples import ask, entry, execution, made, outcome, plan, step

PRICE = Credits.exactly(60)


def test_results_stand_in_the_order_of_the_plan() -> None:
    first, second, third = step("b"), step("a"), step("c")

    report = build_report(
        plan(first, second, third), execution(outcome(second), outcome(first), left=("c",))
    )

    assert [result.address for result in report.results] == ["b", "a"]
    assert report.left == ("c",)


def test_only_what_this_build_made_was_spent() -> None:
    paid = step("a", cost=PRICE, of=ask("a", provider="letzai"))
    unsaid = step("b", cost=PRICE, of=ask("b", provider="letzai"))
    found = step("c", "restore", of=ask("c", provider="letzai"))
    charged = replace(made(paid.ask), charged=Decimal(45), estimated=PRICE)
    ended = execution(
        replace(outcome(paid), entry=entry("a", charged)), outcome(unsaid), outcome(found)
    )

    report = build_report(plan(paid, unsaid, found), ended)

    assert report.planned == {"letzai": Credits.exactly(120)}
    assert report.spent == {"letzai": Spent(amount=Decimal(45), unsaid=("b",), unsaid_cost=PRICE)}


def test_what_a_config_calls_free_is_not_said_to_have_cost_nothing() -> None:
    called = replace(step("a", cost=FREE, of=ask("a", provider="letzai")), is_metered=True)

    report = build_report(plan(called), execution(outcome(called)))

    assert report.spent == {"letzai": Spent(amount=Decimal(0), unsaid=("a",), unsaid_cost=UNKNOWN)}


def test_what_was_made_and_not_placed_was_spent_all_the_same() -> None:
    paid = step("a", cost=PRICE, of=ask("a", provider="letzai"))
    unplaced = replace(paid, made=replace(made(paid.ask), charged=Decimal(45)))
    ended = execution(replace(outcome(unplaced, "failed"), error=StaleError("it was edited")))

    report = build_report(plan(paid), ended)

    assert report.spent == {"letzai": Spent(amount=Decimal(45))}


def test_free_work_spends_nothing() -> None:
    assert build_report(plan(step("a")), execution(outcome(step("a")))).spent == {}


def test_a_failure_keeps_its_three_parts_and_its_code() -> None:
    error = DamagedError("bytes are gone", cost="45 credits.", next_step="Look.")
    ended = execution(replace(outcome(step("a"), "failed"), error=error))

    report = build_report(plan(step("a")), replace(ended, lock_error=error))

    failure = Failure(
        what="bytes are gone", cost="45 credits.", next_step="Look.", exit=Exit.DAMAGED
    )
    assert report.results[0].failure == failure == report.lock_failure
    assert report.exit == Exit.DAMAGED
    assert failure_of(None) is None


def test_an_order_that_brought_nothing_was_spent_all_the_same() -> None:
    lost, unsent = (step(name, cost=PRICE, of=ask(name, provider="letzai")) for name in "ab")
    error = UnavailableError("it runs on")
    error.stake = Credits.between(0, 60)
    ended = execution(
        replace(outcome(lost, "failed"), error=error),
        replace(outcome(unsent, "failed"), error=UnavailableError("nobody is there")),
    )

    report = build_report(plan(lost, unsent), ended)

    assert report.spent == {"letzai": Spent(
        amount=Decimal(0), missing=("a",), missing_cost=Credits.between(0, 60)
    )}  # fmt: skip
    assert not report.spent["letzai"].is_exact


def test_what_went_wrong_beside_the_steps_is_told_once() -> None:
    faults = (DamagedError("the ledger refuses"), DamagedError("the ledger refuses"))

    report = build_report(plan(), replace(execution(), faults=faults))

    assert [failure.what for failure in report.other_failures] == ["the ledger refuses"]
