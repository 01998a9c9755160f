"""Waiting for jobs of a service: alone, or many together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import DurationsLedger, JobsWire, Stand, Work, job

if TYPE_CHECKING:
    from assetforge.execution.polling import Polling
    from assetforge.providers.instruction import JobState

CLOCK = VirtualClock()


async def wait_for(polling: Polling, name: str, since: float | None = None) -> JobState:
    accepted = CLOCK.now() if since is None else since
    return await polling.wait(job(name), kind="image", model="flux2", since=accepted)


def wait_alone(stand: Stand, since: float = 0) -> tuple[JobState, float]:
    """Wait for the job `a`; returns its state and the moment."""

    async def work() -> tuple[JobState, float]:
        return await wait_for(stand.polling(), "a", since), CLOCK.now()

    return run(work())


def wait_together(stand: Stand, names: str) -> dict[str, float]:
    """Wait for jobs that were accepted together; returns when each was found done."""
    ends: dict[str, float] = {}

    async def one(polling: Polling, name: str) -> None:
        await wait_for(polling, name)
        ends[name] = CLOCK.now()

    async def work() -> None:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(one(polling, name))

    run(work())
    return ends


def stand_with(*ends: float, durations: tuple[float, ...] = ()) -> Stand:
    """Make jobs `a`, `b` … that end at these moments."""
    works = {name: Work(ends=end) for name, end in zip("abcdefgh", ends, strict=False)}
    return Stand(wire=JobsWire(latency=0, works=works), ledger=DurationsLedger(durations))


def moments(stand: Stand) -> list[float]:
    return [moment for moment, _ in stand.wire.looks]
