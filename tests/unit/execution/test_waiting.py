from __future__ import annotations

import asyncio

import pytest

from assetforge.execution.waiting import LeftError, sleep_unless, unbroken, unless_left
from tests.fakes.virtual_time import VirtualClock, run


async def after(seconds: float, done: list[str]) -> str:
    await asyncio.sleep(seconds)
    done.append("done")
    return "result"


def test_work_that_nobody_ends_returns_what_it_returns() -> None:
    done: list[str] = []

    assert run(unless_left(asyncio.Event(), after(5, done))) == "result"


def test_what_work_raises_is_raised() -> None:
    async def fail() -> None:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        run(unless_left(asyncio.Event(), fail()))


def test_work_is_given_up_when_it_is_left() -> None:
    done: list[str] = []

    async def left() -> float:
        leaving = asyncio.Event()
        asyncio.get_running_loop().call_later(2, leaving.set)
        with pytest.raises(LeftError):
            await unless_left(leaving, after(5, done))
        return asyncio.get_running_loop().time()

    assert run(left()) == 2
    assert done == []


def test_unbroken_work_is_done_before_its_cancellation_is_heard() -> None:
    done: list[str] = []

    async def left() -> float:
        leaving = asyncio.Event()
        asyncio.get_running_loop().call_later(2, leaving.set)
        with pytest.raises(LeftError):
            await unless_left(leaving, unbroken(after(5, done)))
        return asyncio.get_running_loop().time()

    assert run(left()) == 5
    assert done == ["done"]


def test_unbroken_work_that_fails_while_it_is_left_is_silent() -> None:
    async def fail() -> None:
        await asyncio.sleep(5)
        raise ValueError("wrong")

    async def left() -> None:
        leaving = asyncio.Event()
        asyncio.get_running_loop().call_later(2, leaving.set)
        await unless_left(leaving, unbroken(fail()))

    with pytest.raises(LeftError):
        run(left())


@pytest.mark.parametrize(("rings", "wakes"), [(1.0, 1.0), (9.0, 4.0)])
def test_a_sleeper_wakes_at_its_time_or_at_an_event(rings: float, wakes: float) -> None:
    async def sleep() -> float:
        event = asyncio.Event()
        asyncio.get_running_loop().call_later(rings, event.set)
        await sleep_unless(event, VirtualClock(), 4)
        return asyncio.get_running_loop().time()

    assert run(sleep()) == wakes
