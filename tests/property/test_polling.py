"""The laws of polling: every wait ends, in time and truthfully, and nobody is asked too often."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.errors import AssetforgeError
from assetforge.execution.delivery import DeliveryError, LostAnswerError, NotSentError
from assetforge.execution.desk import Terms
from assetforge.execution.first_look import look_times, next_look
from assetforge.execution.polling_odds import Span, odds_of
from assetforge.providers.instruction import Answer, JobState
from assetforge.providers.service import Rhythm
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import DurationsLedger, JobsWire, Stand, Work, job

CLOCK = VirtualClock()
DEADLINE = 300.0
LATENCY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A job and who waits for it; seconds count from its acceptance."""

    accepted: float
    ends: float
    appears: float
    is_listed: bool
    is_good: bool
    leaves: float | None  # whoever waits for it is cancelled then


cases = st.lists(
    st.builds(
        Case,
        accepted=st.floats(0, 40),
        ends=st.floats(0.1, 100) | st.just(1e9),
        appears=st.just(0.0) | st.floats(0, 70),
        is_listed=st.booleans(),
        is_good=st.booleans(),
        leaves=st.none() | st.floats(0, 60),
    ),
    min_size=1,
    max_size=8,
)
faults = st.lists(
    st.none()
    | st.builds(Answer, status=st.sampled_from([429, 500, 503, 404]), body=st.just({}))
    | st.just(LostAnswerError("reset"))
    | st.just(NotSentError("refused")),
    max_size=30,
)
durations = st.lists(st.floats(0.1, 200), max_size=50)
floors = st.sampled_from([0.5, 3.0, 10.0])


@given(cases, durations, floors)
def test_every_wait_ends_in_time_and_says_what_became_of_the_job(
    jobs: list[Case], past: list[float], floor: float
) -> None:
    ends = wait_for_all(stand_of(past, floor, []), jobs)

    for number, (case, (end, seconds)) in enumerate(zip(jobs, ends, strict=True)):
        if isinstance(end, JobState):
            assert end.job.id == str(number)
            assert end.phase == ("done" if case.is_good else "failed")
            assert seconds >= case.ends
        elif isinstance(end, AssetforgeError):
            assert "id is kept" in end.cost
            is_lost = case.appears > 60 - floor
            assert is_lost or case.ends > 100
        else:
            assert case.leaves is not None
        assert seconds <= DEADLINE + floor + 2 * LATENCY


@given(cases, durations, floors, faults)
def test_every_wait_ends_whatever_is_answered(
    jobs: list[Case], past: list[float], floor: float, answers: list[Answer | DeliveryError | None]
) -> None:
    for end, seconds in wait_for_all(stand_of(past, floor, answers), jobs):
        assert isinstance(end, JobState) or end is None or "id is kept" in end.cost
        assert seconds <= DEADLINE + floor + 4 * LATENCY


@given(cases, durations, floors)
def test_nobody_is_asked_for_sooner_than_the_floor_unless_he_was_not_there(
    jobs: list[Case], past: list[float], floor: float
) -> None:
    stand = stand_of(past, floor, [])
    wait_for_all(stand, jobs)

    looks: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for moment, names in stand.wire.looks:
        for name in set(names):
            looks[name].append((moment, len(names)))
    for name, found in looks.items():
        case = jobs[int(name)]
        for (before, many), (after, _) in pairwise(found):
            is_new = before < case.accepted + case.appears
            is_unseen = is_new or (many > 1 and not case.is_listed)
            assert after - before >= floor - 1e-5 or is_unseen


@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0.01, 500)), min_size=1, max_size=24),
    floors,
    st.integers(0, 20),
)
def test_plans_are_in_order_keep_the_floor_and_reach_every_job(
    spans: list[tuple[float, float]], floor: float, mates: int
) -> None:
    odds = odds_of([Span(after=after, by=after + width) for after, width in spans])

    times = look_times(odds, floor, mates)

    assert abs(sum(odds.shares) - 1) < 1e-6
    assert all(later - sooner >= floor - 1e-6 for sooner, later in pairwise(times))
    assert times[0] > 0
    assert times[-1] >= odds.moments[-1] - 1e-6


@given(st.lists(st.floats(0, 1e5), max_size=20), st.floats(0, 1e5), floors)
def test_the_next_look_keeps_the_floor_and_comes(
    plan: list[float], elapsed: float, floor: float
) -> None:
    moment = next_look(tuple(sorted(plan)), elapsed, floor)

    assert moment >= elapsed + floor
    assert moment <= max(elapsed * 1.4, elapsed + max(floor, 30)) + 1e-6


def stand_of(
    past: list[float], floor: float, answers: list[Answer | DeliveryError | None]
) -> Stand:
    return Stand(
        wire=JobsWire(latency=LATENCY, faults=list(answers)),
        ledger=DurationsLedger(past),
        rhythm=Rhythm(interval=3, first_look=10, deadline=DEADLINE),
        terms=Terms(account="0000", poll_floor=floor),
    )


def wait_for_all(
    stand: Stand, jobs: list[Case]
) -> list[tuple[JobState | AssetforgeError | None, float]]:
    """Wait for all; returns how each wait ended, and how long after its job was accepted."""
    ends: list[tuple[JobState | AssetforgeError | None, float]] = [(None, 0.0)] * len(jobs)

    async def one(number: int) -> None:
        case = jobs[number]
        await CLOCK.sleep(case.accepted)
        now = CLOCK.now()
        end: JobState | AssetforgeError | None = None
        stand.wire.works[str(number)] = Work(
            ends=now + case.ends, phase="done" if case.is_good else "failed",
            appears=now + case.appears, is_listed=case.is_listed,
        )  # fmt: skip
        try:
            end = await polling.wait(job(str(number)), kind="image", model="flux2", since=now)
        except AssetforgeError as error:
            end = error
        finally:
            ends[number] = (end, CLOCK.now() - now)

    async def leave(task: asyncio.Task[None], moment: float) -> None:
        await CLOCK.sleep(moment)
        task.cancel()

    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            for number, case in enumerate(jobs):
                task = group.create_task(one(number))
                if case.leaves is not None:
                    group.create_task(leave(task, case.accepted + case.leaves))

    polling = stand.polling()
    run(work())
    return ends
