from __future__ import annotations

import asyncio

import pytest

from assetforge.providers.instruction import Answer
from tests.fakes.virtual_time import run
from tests.unit.execution.jobs_service import ROUTE
from tests.unit.execution.waits import (
    CLOCK,
    moments,
    stand_with,
    wait_for,
    wait_together,
)


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
    stand = stand_with(20, 20, 50, 50, 50, durations=(20.1,) * 5)
    for hidden in stand.wire.works.values():
        hidden.is_listed = False

    async def work() -> None:
        polling = stand.polling()
        for names in ("ab", "cde"):
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


def test_who_looks_alone_asks_for_the_list_where_others_may_be_done_too() -> None:
    stand = stand_with(22, 30, durations=(20.1,) * 5)

    async def work() -> float:
        polling = stand.polling()
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(wait_for(polling, "a", since=0))
            group.create_task(wait_for(polling, "b", since=2))
            await waiting
            return CLOCK.now()

    assert run(work()) == pytest.approx(22.1)
    assert [call.path for _, call in stand.wire.sent[:2]] == [f"{ROUTE}/a", ROUTE]


def test_a_list_that_shows_somebody_else_alone_is_still_of_use() -> None:
    stand = stand_with(40, 40, durations=(20.1,) * 5)
    stand.wire.works["a"].is_listed = False

    wait_together(stand, "ab")
    assert stand.wire.lists >= 1
    assert all(names != ["a", "b"] for _, names in stand.wire.looks[1:])
