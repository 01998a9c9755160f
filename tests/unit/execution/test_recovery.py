from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.errors import UndecidedError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.workplace import Workplace

HOUR = 3600.0


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
