from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.service import Rhythm
from tests.fakes.virtual_time import run
from tests.unit.execution.jobs_service import RHYTHM, DurationsLedger, JobsWire, Stand, Work
from tests.unit.execution.waits import (
    CLOCK,
    wait_for,
)

if TYPE_CHECKING:
    from assetforge.execution.polling import Polling


@pytest.mark.parametrize("crowd", [1, 3, 8])
@pytest.mark.parametrize(
    ("seconds", "rhythm"),
    [
        ((20, 20), RHYTHM),
        ((19, 21), RHYTHM),
        ((60, 72), RHYTHM),
        ((120, 120), Rhythm(interval=3, first_look=30, deadline=2700)),
    ],
)
def test_regular_jobs_cost_two_looks_at_most_and_little_time(
    seconds: tuple[float, float], rhythm: Rhythm, crowd: int
) -> None:
    past = live(seconds, rhythm, crowd, ()).ledger.taken[:50]

    stand = live(seconds, rhythm, crowd, tuple(past))

    jobs = len(stand.ledger.taken) - len(past)
    taken = sum(stand.ledger.taken[:jobs])
    needed = sum(duration(seconds, number) for number in range(jobs))
    assert jobs == 120
    assert len(stand.wire.looks) / jobs <= 1.5
    assert taken / needed <= 1.10


def duration(seconds: tuple[float, float], number: int) -> float:
    """Spread durations evenly between the least and the most."""
    least, most = seconds
    return least + (most - least) * (number * 0.618 % 1)


def live(
    seconds: tuple[float, float], rhythm: Rhythm, crowd: int, durations: tuple[float, ...]
) -> Stand:
    """Have 120 jobs made, so many at a time; the ledger learns when each was found done."""
    wire = JobsWire(latency=0.1)
    stand = Stand(wire=wire, ledger=DurationsLedger(durations), rhythm=rhythm)

    async def one(polling: Polling, number: int, room: asyncio.Semaphore) -> None:
        async with room:
            accepted = CLOCK.now()
            wire.works[str(number)] = Work(ends=accepted + duration(seconds, number))
            await wait_for(polling, str(number))
            stand.ledger.taken.insert(0, CLOCK.now() - accepted)

    async def work() -> None:
        polling, room = stand.polling(), asyncio.Semaphore(crowd)
        async with asyncio.TaskGroup() as group:
            for number in range(120):
                group.create_task(one(polling, number, room))

    run(work())
    return stand
