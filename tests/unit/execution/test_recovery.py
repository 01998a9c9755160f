from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import UndecidedError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from tests.fakes.desk import EpochClock

HOUR = 3600.0


@dataclass(slots=True)
class RightClock:
    """The clock of the service, where our own is ahead."""

    clock: EpochClock
    ahead: float

    def now(self) -> float:
        return self.clock.now()

    def date(self) -> float:
        return self.clock.date() - self.ahead

    async def sleep(self, seconds: float) -> None:
        await self.clock.sleep(seconds)


@pytest.fixture
def shop() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.add("old", by="cloud")
    workplace.build()
    workplace.add("hero", by="cloud")
    return workplace


def killed_while_ordering(shop: Workplace) -> None:
    """Leave a row that says INTENT, as of a process that was killed before it was answered."""
    bureau = shop.open_bureau
    shop.build()
    row = bureau.attempt("hero")
    bureau.pages.written[row.intent] = replace(
        row, state=AttemptState.INTENT, job=None, digest=None, actual=None, ended_at=None
    )
    bureau.pages.flushed = dict(bureau.pages.written)
    shop.disk.records.pop(row.key)
    shop.disk.outputs.pop("assets/hero.png")
    shop.disk.lock = shop.disk.lock.without(frozenset({"hero"}))


def test_a_killed_order_is_found_and_not_sent_again(shop: Workplace) -> None:
    killed_while_ordering(shop)

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 2
    assert shop.open_bureau.states("hero") == ["stored"]


def test_a_job_that_was_ordered_before_is_taken_up_at_no_charge(shop: Workplace) -> None:
    killed_while_ordering(shop)
    bureau = shop.open_bureau
    row = bureau.attempt("hero")
    bureau.pages.written[row.intent] = replace(row, state=AttemptState.SUBMITTED, job="job-2")

    plan = shop.plan()
    built = shop.build()

    assert plan.costs() == {}
    assert built.execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 2
    made = shop.disk.lock.entries["hero"].made
    assert made.estimated is not None
    assert made.estimated.high == 40  # what it cost is remembered, though this run pays nothing
    assert any("is taken up at no charge" in str(event) for event in built.observer.events)


def test_a_killed_order_that_never_arrived_is_ordered_in_the_next_build(shop: Workplace) -> None:
    killed_while_ordering(shop)
    shop.cloud.deeds.pop()

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert shop.open_bureau.states("hero") == ["void", "stored"]
    assert built.execution.seconds > 120


def test_an_order_that_its_dead_process_sent_late_is_waited_for_however_old_its_intent_is(
    shop: Workplace,
) -> None:
    """A laptop slept between the intent and the order, so the row is old and the order is not."""
    killed_while_ordering(shop)
    bureau = shop.open_bureau
    row, deed = bureau.attempt("hero"), shop.cloud.deeds.pop()
    bureau.pages.written[row.intent] = replace(row, intended_at=bureau.clock.epoch - HOUR)
    shop.cloud.late.append(replace(deed, created=bureau.clock.epoch + 45))

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert shop.cloud.twice == []
    assert len(shop.cloud.posts) == 2


def test_an_order_by_another_key_is_not_looked_for_with_this_one(shop: Workplace) -> None:
    killed_while_ordering(shop)
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, account="99999999")

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert isinstance(error, UndecidedError)
    assert "another key" in error.what
    assert len(shop.cloud.posts) == 2


def test_a_job_that_fails_when_it_is_taken_up_is_not_ordered_again(shop: Workplace) -> None:
    killed_while_ordering(shop)
    shop.cloud.deeds[-1] = replace(shop.cloud.deeds[-1], word="failed")

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert error is not None
    assert "the prompt was refused" in error.what
    assert "It counts as charged: 40 cloud credits, job job-2." in error.cost
    assert shop.open_bureau.states("hero") == ["failed"]
    assert len(shop.cloud.posts) == 2


def test_an_asked_for_replacement_takes_up_what_is_under_way(shop: Workplace) -> None:
    killed_while_ordering(shop)
    built = shop.build(Wishes(selection=Selection(), replace=("hero",)))

    assert built.execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 2


def left_running(shop: Workplace, seconds: float = 300) -> None:
    """Leave a job that runs, and whose build was interrupted."""
    gate = Gate()
    shop.cloud.seconds, shop.cloud.witness = seconds, lambda _: gate.close(Exit.INTERRUPTED)
    shop.build(gate=gate)
    shop.cloud.witness = lambda _: None


def test_a_job_that_is_gone_is_told_at_once_and_how_to_give_it_up(shop: Workplace) -> None:
    left_running(shop)
    shop.cloud.deeds.pop()
    shop.open_bureau.clock.next_build(100)

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert error is not None
    assert built.execution.seconds < 5
    assert (error.exit, error.what) == (Exit.UNAVAILABLE, "job job-2 cannot be found at cloud")
    assert error.cost == "Paid: up to 40 cloud credits; job job-2 is saved."
    intent = shop.open_bureau.attempt("hero").intent
    assert f"`assetforge jobs resolve {intent} --retry`" in error.next_step


def test_a_job_of_another_account_is_asked_for_and_else_says_what_to_set(shop: Workplace) -> None:
    left_running(shop)
    shop.open_bureau.clock.next_build(0)
    gone = shop.cloud.deeds.pop()
    shop.open_bureau.terms = replace(shop.open_bureau.terms, account="other")

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert error is not None
    assert built.execution.seconds < 5
    assert error.exit is Exit.UNAVAILABLE
    assert "another key, organization or base URL" in error.what
    assert error.next_step.startswith("Set those that it was ordered with")
    shop.cloud.deeds.append(gone)
    shop.open_bureau.clock.next_build(300)
    assert shop.build().execution.exit is Exit.DONE  # a new key of the same account will do


def test_a_job_is_looked_at_by_when_it_was_accepted_and_not_by_when_it_was_taken_up(
    shop: Workplace,
) -> None:
    left_running(shop, 100)
    shop.open_bureau.clock.next_build(200)

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert built.execution.seconds < 3  # it had ended long before


def test_what_was_rescued_and_does_not_fit_keeps_an_order_from_being_voided(
    shop: Workplace,
) -> None:
    shop.cloud.moods.append("never arrived")
    bureau = shop.open_bureau
    assert shop.build_until_power_goes(2)
    row = bureau.attempt("hero")
    bureau.misfits = {row.intent: "rescue-1.json"}

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert error is not None
    assert error.exit is Exit.UNDECIDED
    assert "rescue-1.json" in error.what
    assert bureau.states("hero") == ["unknown"]


def test_an_order_that_only_our_own_clock_dates_is_never_voided_by_absence(
    shop: Workplace,
) -> None:
    shop.service.has_time = False
    shop.cloud.moods.append("never arrived")

    built = shop.build()

    error = built.execution.outcomes["hero"].error
    assert error is not None
    assert error.exit is Exit.UNDECIDED
    assert "when it was sent" in error.what


def test_an_order_of_a_clock_that_was_an_hour_ahead_is_found_all_the_same() -> None:
    """Our clock is set right between the order, whose answer is lost, and the next build."""
    shop = Workplace.with_cloud()
    bureau = shop.open_bureau
    right = RightClock(bureau.clock, ahead=0)
    shop.cloud.echoes, shop.cloud.clock = False, right
    shop.add("old", by="cloud")
    shop.build()
    shop.add("hero", by="cloud")
    right.ahead = 3600
    bureau.clock.epoch += 3600
    shop.cloud.moods.append("answer lost")
    assert shop.build_until_power_goes(1)
    bureau.clock.epoch -= 3600
    right.ahead = 0
    bureau.clock.next_build(60)

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert bureau.states("hero") == ["stored"]
    assert (len(shop.cloud.posts), shop.cloud.twice) == (2, [])
