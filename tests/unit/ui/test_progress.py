from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.errors import MakingError
from assetforge.execution.events import BuildStarted, Draining, StepEnded, StepStarted
from assetforge.ui.progress import Tally
from tests.unit.ui.samples import Clock, outcome, plan, step

FIRST, SECOND, KEPT, BLOCKED = step("a"), step("b"), step("c", "keep"), step("d", "blocked")
PLAN = plan(FIRST, SECOND, KEPT, BLOCKED, chain=["a"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tally(clock: Clock) -> Tally:
    tally = Tally(clock)
    tally.notice(BuildStarted(plan=PLAN))
    return tally


def test_only_work_is_counted(tally: Tally) -> None:
    tally.notice(StepEnded(outcome=outcome(KEPT)))
    tally.notice(StepEnded(outcome=outcome(BLOCKED)))
    tally.notice(StepEnded(outcome=outcome(FIRST)))

    assert (tally.finished, tally.total) == (1, 2)
    assert tally.is_work(outcome(FIRST))
    assert not tally.is_work(outcome(KEPT))


def test_a_failure_is_always_worth_a_line(tally: Tally) -> None:
    failed = replace(outcome(KEPT, "failed"), error=MakingError("no"))

    tally.notice(StepEnded(outcome=failed))

    assert tally.is_work(failed)
    assert (tally.failed, tally.finished) == (1, 0)


def test_what_runs_longest_comes_first(tally: Tally, clock: Clock) -> None:
    tally.notice(StepStarted(step=SECOND))
    clock.now = 3
    tally.notice(StepStarted(step=FIRST))
    clock.now = 5

    assert [(each.step.address, each.seconds) for each in tally.running] == [("b", 5), ("a", 2)]
    assert tally.waiting == 0


def test_the_rest_takes_as_long_as_what_is_done_did(tally: Tally, clock: Clock) -> None:
    assert tally.remaining == 20  # nothing is measured: what the plan says of the longest chain
    tally.notice(StepStarted(step=FIRST))
    clock.now = 8
    tally.notice(StepEnded(outcome=outcome(FIRST)))

    assert tally.remaining == pytest.approx(8)
    assert tally.elapsed == 8


def test_a_running_step_counts_as_far_as_it_is(tally: Tally, clock: Clock) -> None:
    tally.notice(StepStarted(step=FIRST))
    clock.now = 10

    assert tally.remaining == pytest.approx(30)

    clock.now = 1000
    assert tally.remaining == pytest.approx(1000 * 21 / 19)


def test_at_the_end_nothing_remains(tally: Tally) -> None:
    tally.notice(StepEnded(outcome=outcome(FIRST)))
    tally.notice(StepEnded(outcome=outcome(SECOND)))

    assert tally.remaining == 0


def test_a_plan_without_work_has_no_estimate(clock: Clock) -> None:
    tally = Tally(clock)
    tally.notice(BuildStarted(plan=plan(KEPT)))

    assert tally.remaining is None


def test_draining_is_remembered(tally: Tally) -> None:
    tally.notice(Draining(running=1))

    assert tally.is_draining
