"""The laws of the pace: rate, places and repeats are never passed, whatever is answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assetforge.execution.desk import Terms
from assetforge.execution.pace import Pace
from assetforge.execution.pace_budget import RetryBudget
from assetforge.execution.pace_throttle import Throttle
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import SeededChance

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOCK = VirtualClock()
statuses = st.sampled_from([200, 201, 404, 429, 500, 503])


@given(st.lists(st.booleans(), max_size=400))
def test_repeats_are_never_more_than_ten_and_a_tenth_of_the_successes(tries: list[bool]) -> None:
    budget, repeats, successes = RetryBudget(), 0, 0

    for is_repeat in tries:
        if is_repeat:
            repeats += budget.take()
        else:
            budget.earn()
            successes += 1
        assert repeats <= 10 + 0.1 * successes + 1e-9


@given(st.lists(st.tuples(st.floats(0, 30), st.booleans()), max_size=200))
def test_a_throttle_forgets_and_never_holds_everybody_back(
    notes: list[tuple[float, bool]],
) -> None:
    throttle, now = Throttle(), 0.0

    for gap, is_taken in notes:
        now += gap
        throttle.note(now, is_taken=is_taken)
        assert 0 <= throttle.chance(now) < 1

    assert throttle.chance(now + 120.001) == 0


@given(
    st.lists(st.tuples(st.floats(0, 5), statuses), min_size=1, max_size=40),
    st.floats(0.2, 20),
    st.integers(0, 99),
)
def test_no_second_sees_more_requests_than_the_rate(
    plan: list[tuple[float, int]], rate: float, seed: int
) -> None:
    sent: list[float] = []

    async def one(pace: Pace, begins: float, status: int) -> None:
        await CLOCK.sleep(begins)
        await pace.turn(begins + 60)
        sent.append(CLOCK.now())
        pace.note(status)

    async def work() -> None:
        pace = Pace(Terms(account="0000", rate=rate), CLOCK, SeededChance(seed))
        async with asyncio.TaskGroup() as group:
            for begins, status in plan:
                group.create_task(one(pace, begins, status))

    run(work())
    assert len(sent) == len(plan)
    assert most_within(sent, 1) <= 1 + rate + 1e-6


def most_within(moments: Sequence[float], seconds: float) -> int:
    """Count how many moments a stretch of time holds at most, its end not among it."""
    return max(
        sum(begin <= moment < begin + seconds - 1e-6 for moment in moments) for begin in moments
    )


@given(
    st.lists(st.tuples(st.floats(0, 20), st.floats(0, 5), statuses), min_size=1, max_size=40),
    st.integers(1, 9),
    st.sets(st.integers(0, 39), max_size=8),
)
def test_jobs_at_once_are_never_too_many_and_all_have_their_turn(
    jobs: list[tuple[float, float, int]], concurrency: int, leaving: set[int]
) -> None:
    inside = 0
    done: set[int] = set()

    async def one(pace: Pace, number: int) -> None:
        nonlocal inside
        begins, seconds, status = jobs[number]
        await CLOCK.sleep(begins)
        async with pace.job():
            inside += 1
            assert inside <= concurrency
            try:
                await CLOCK.sleep(seconds)
            finally:
                inside -= 1
            pace.note(status)
            done.add(number)

    async def work() -> int:
        pace = Pace(Terms(account="0000", concurrency=concurrency), CLOCK, SeededChance())
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(pace, number)) for number in range(len(jobs))]
            await CLOCK.sleep(7)
            for number in leaving & set(range(len(jobs))):
                tasks[number].cancel()
        return pace.jobs_at_once

    assert 1 <= run(work()) <= concurrency
    assert done >= set(range(len(jobs))) - leaving
