from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assetforge.execution.desk import Terms
from assetforge.execution.pace import Pace
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import SeededChance

if TYPE_CHECKING:
    from collections.abc import Coroutine


def make_pace(*, rate: float | None = None, concurrency: int = 8, backoff: float = 0.5) -> Pace:
    terms = Terms(account="0000", rate=rate, concurrency=concurrency, backoff=backoff)
    return Pace(terms, VirtualClock(), SeededChance())


def seconds_of(work: Coroutine[object, object, None]) -> float:
    async def timed() -> float:
        await work
        return VirtualClock().now()

    return run(timed())


def test_requests_keep_to_the_rate() -> None:
    pace = make_pace(rate=4)

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(9):
                group.create_task(pace.turn())

    assert seconds_of(work()) == 2


def test_a_rest_holds_back_every_request() -> None:
    pace = make_pace()

    async def work() -> None:
        pace.rest(30)
        await pace.turn()

    assert seconds_of(work()) == 30


def test_a_refused_crowd_is_held_back_until_it_is_forgotten() -> None:
    pace = make_pace()

    async def work() -> None:
        for _ in range(200):
            pace.note(503)
        await pace.turn()

    assert 5 < seconds_of(work()) <= 121


def test_nobody_is_held_back_beyond_what_they_can_wait() -> None:
    pace = make_pace()

    async def work() -> None:
        for _ in range(10_000):
            pace.note(429)
        await pace.turn(until=3)

    assert seconds_of(work()) <= 4


def test_a_service_that_takes_requests_holds_nobody_back() -> None:
    pace = make_pace()

    async def work() -> None:
        for status in (200, 404, 500, 429):
            pace.note(status)
        await pace.turn()

    assert seconds_of(work()) == 0


def test_jobs_at_once_follow_the_answers() -> None:
    pace = make_pace()

    async def work() -> list[int]:
        sizes = [pace.jobs_at_once]
        pace.note(429)
        sizes.append(pace.jobs_at_once)
        for _ in range(20):
            pace.note(200)
        return [*sizes, pace.jobs_at_once]

    assert run(work()) == [4, 2, 3]


def test_a_success_lets_the_next_job_in() -> None:
    pace = make_pace()

    async def stay() -> None:
        async with pace.job():
            await VirtualClock().sleep(10)

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(5):
                group.create_task(stay())
            await VirtualClock().sleep(5)
            for _ in range(20):
                pace.succeed()

    assert seconds_of(work()) == 15


def test_repeats_are_shared_by_all_and_earned() -> None:
    pace = make_pace()

    before = sum(pace.may_repeat() for _ in range(20))
    for _ in range(30):
        pace.succeed()

    assert before == 10
    assert sum(pace.may_repeat() for _ in range(20)) == 3


def test_the_backoff_is_that_of_the_terms() -> None:
    assert make_pace(backoff=0.01).backoff.base == 0.01
