from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import CredentialsError, MakingError, UnavailableError
from assetforge.execution.delivery import LostAnswerError
from assetforge.execution.desk import Terms
from assetforge.providers.instruction import Answer, JobState
from assetforge.providers.service import Rhythm
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import (
    RHYTHM,
    ROUTE,
    DurationsLedger,
    JobsWire,
    Stand,
    Work,
    job,
)

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.polling import Polling

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


def test_without_history_it_looks_when_the_service_says_and_then_in_growing_intervals() -> None:
    stand = stand_with(60)

    state, _ = wait_alone(stand)

    assert state.phase == "done"
    assert moments(stand)[:3] == pytest.approx([10, 13, 16])
    gaps = [b - a for a, b in zip(moments(stand), moments(stand)[1:], strict=False)]
    assert gaps == sorted(gaps)
    assert len(gaps) < 15


def test_with_history_it_looks_when_such_jobs_are_done() -> None:
    stand = stand_with(20, durations=(20.1, 20.3, 20.2))

    _, end = wait_alone(stand)

    assert len(stand.wire.looks) == 1
    assert 20 <= end <= 20.2


def test_a_job_that_failed_is_returned_as_well() -> None:
    stand = stand_with(5)
    stand.wire.works["a"].phase = "failed"

    state, _ = wait_alone(stand)

    assert state.phase == "failed"


def test_every_state_that_is_seen_is_told() -> None:
    stand = stand_with(12)

    wait_alone(stand)

    assert [state.phase for state in stand.states] == ["running", "done"]


def test_a_job_from_before_is_looked_at_at_once() -> None:
    stand = stand_with(-50, durations=(20,))

    _, end = wait_alone(stand, since=-100)

    assert end == 0


def test_a_job_from_before_is_no_measure_for_others() -> None:
    stand = stand_with(-900, 5)

    async def work() -> float:
        polling = stand.polling()
        await wait_for(polling, "a", since=-1000)
        await wait_for(polling, "b")
        return CLOCK.now()

    assert run(work()) == 10


@pytest.mark.parametrize("since", [0, -5000])
def test_a_job_that_never_ends_is_left_with_its_id(since: float) -> None:
    stand = stand_with(1e9)

    with pytest.raises(UnavailableError) as raised:
        run(ended_at(stand, 600, since))

    assert "job a is still running after" in raised.value.what
    assert "at letzai" in raised.value.what
    assert "its id is kept" in raised.value.cost
    assert "no charge" in raised.value.next_step


async def ended_at(stand: Stand, moment: float, since: float = 0) -> None:
    try:
        await wait_for(stand.polling(), "a", since)
    finally:
        assert CLOCK.now() == pytest.approx(moment, abs=0.01)


def test_a_new_job_may_not_be_found_for_a_minute() -> None:
    stand = stand_with(20)
    stand.wire.works["a"].appears = 55

    _, end = wait_alone(stand)

    assert 55 <= end <= 60


def test_a_job_that_is_not_found_for_a_minute_is_left_with_its_id() -> None:
    stand = stand_with()

    with pytest.raises(UnavailableError) as raised:
        wait_alone(stand)

    assert raised.value.what == "job a cannot be found at letzai"
    assert "not submitted again" in raised.value.cost
    assert stand.wire.lists == 1


def test_a_job_whose_own_record_is_missing_is_found_in_the_list() -> None:
    stand = stand_with(80)
    stand.wire.faults += [Answer(status=404, body={"message": "unknown"})] * 17 + [None] * 2

    state, end = wait_alone(stand)

    assert state.phase == "done"
    assert end >= 80


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(status=401, text="bad key"), CredentialsError),
        (Answer(status=400, text="bad id"), MakingError),
        (Answer(status=302), UnavailableError),
    ],
)
def test_a_refusal_says_that_the_job_is_kept(answer: Answer, error: type[AssetforgeError]) -> None:
    stand = stand_with(20)
    stand.wire.faults.append(answer)

    with pytest.raises(error, match="job a: ") as raised:
        wait_alone(stand)

    assert "its id is kept" in raised.value.cost


def test_passing_failures_are_outlived() -> None:
    stand = stand_with(20)
    stand.wire.faults += [Answer(status=500), LostAnswerError("reset"), Answer(status=429)]

    state, _ = wait_alone(stand)

    assert state.phase == "done"


def test_a_service_that_stays_away_is_left_at_the_deadline() -> None:
    stand = stand_with(20)
    stand.wire.faults += [LostAnswerError("reset")] * 1000

    with pytest.raises(UnavailableError, match="job a: letzai cannot be used now: reset"):
        run(ended_at(stand, 600))


def test_an_answer_that_says_nothing_of_the_job_is_no_end() -> None:
    stand = stand_with(5)
    stand.wire.faults.append(Answer(status=200, body={}))

    _, end = wait_alone(stand)

    assert end == pytest.approx(13)


def test_jobs_that_end_together_are_found_by_one_request() -> None:
    stand = stand_with(20, 20, 20, durations=(20.1,) * 5)

    ends = wait_together(stand, "abc")

    assert list(ends.values()) == pytest.approx([20.1] * len(ends))
    assert [(path.path) for _, path in stand.wire.sent] == [ROUTE]


def test_jobs_that_are_due_soon_after_each_other_are_found_by_one_request() -> None:
    stand = stand_with(20, 20.1, 20.2, durations=(20.05,) * 5)

    async def work() -> None:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            for number, name in enumerate("abc"):
                group.create_task(wait_for(polling, name, since=number / 10))

    run(work())
    assert len(stand.wire.looks) == 1


def test_a_list_shows_also_those_that_are_not_due_yet() -> None:
    stand = stand_with(20, 20, 15, durations=(20.1,) * 5)

    async def work() -> float:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            for name, since in (("a", 0), ("b", 0), ("c", 10)):
                group.create_task(wait_for(polling, name, since=since))
        return CLOCK.now()

    assert run(work()) <= 20.2
    assert len(stand.wire.looks) == 1


def test_a_job_that_lists_do_not_show_is_asked_for_by_its_id() -> None:
    stand = stand_with(30, 30, 30, durations=(20.1,) * 5)
    stand.wire.works["b"].is_listed = False

    ends = wait_together(stand, "abc")

    assert max(ends.values()) < 34
    named = [names for _, names in stand.wire.looks]
    assert ["b"] in named
    assert all("b" not in names for names in named[1:] if len(names) > 1)


def test_a_route_whose_list_shows_nothing_is_not_listed_again() -> None:
    stand = stand_with(20, 20, 50, 50, durations=(20.1,) * 5)
    for hidden in stand.wire.works.values():
        hidden.is_listed = False

    async def work() -> None:
        polling = stand.polling()
        for names in ("ab", "cd"):
            async with asyncio.TaskGroup() as group:
                for name in names:
                    group.create_task(wait_for(polling, name))

    run(work())
    assert stand.wire.lists == 1


def test_a_list_that_fails_leaves_everybody_to_ask_alone() -> None:
    stand = stand_with(20, 20, durations=(20.1,) * 5)
    stand.wire.faults.append(Answer(status=400, text="no list"))

    ends = wait_together(stand, "ab")

    assert list(ends.values()) == pytest.approx([20.1] * len(ends))
    assert len(stand.wire.looks) == 3


def test_a_whole_job_without_an_end_is_asked_for_by_its_id() -> None:
    stand = stand_with(30, 30, durations=(20.1,) * 5)
    stand.wire.works["a"].progress = 100

    wait_together(stand, "ab")

    assert ["a"] in [names for _, names in stand.wire.looks]


def test_who_leads_and_is_cancelled_leaves_the_lead_to_others() -> None:
    stand = stand_with(20, 20, 20, durations=(20.1,) * 5)
    stand.wire.latency = 2

    async def work() -> float:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(wait_for(polling, name)) for name in "abc"]
            await CLOCK.sleep(21)
            assert len(stand.wire.looks) == 1
            tasks[0].cancel()
        return CLOCK.now()

    assert run(work()) <= 26
    (first, _), (second, names) = stand.wire.looks
    assert names == ["b", "c"]
    assert second - first >= 3


def test_who_is_shown_by_another_one_that_was_cancelled_does_not_wait_for_ever() -> None:
    stand = stand_with(20, 20)

    async def work() -> None:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(wait_for(polling, name)) for name in "ab"]
            await CLOCK.sleep(5)
            tasks[1].cancel()

    run(work())
    assert moments(stand)[0] == 10


def test_the_floor_of_the_user_holds_instead_of_the_documented_one() -> None:
    stand = stand_with(40)
    stand.terms = Terms(account="0000", poll_floor=7)

    wait_alone(stand)

    assert moments(stand) == pytest.approx([10, 17, 24, 31, 38, 45])


def test_a_lower_floor_makes_the_first_look_sooner_as_well() -> None:
    stand = stand_with(0.2)
    stand.terms = Terms(account="0000", poll_floor=0.03)

    _, end = wait_alone(stand)

    assert end < 0.25


def test_the_ledger_is_asked_once_for_a_model() -> None:
    stand = stand_with(20, 20, 20, durations=(20.1,))

    wait_together(stand, "abc")
    assert stand.ledger.asked <= 3

    async def again() -> None:
        polling = stand.polling()
        await wait_for(polling, "a")
        before = stand.ledger.asked
        await wait_for(polling, "b")
        assert stand.ledger.asked == before

    run(again())


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
