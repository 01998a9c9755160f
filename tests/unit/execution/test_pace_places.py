from __future__ import annotations

import asyncio

from assetforge.execution.pace_places import Places
from tests.fakes.virtual_time import VirtualClock, run


class Hall:
    """Places, and the guests as they come and go."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.places = Places(lambda: self.size)
        self.inside: list[str] = []
        self.entered: list[str] = []
        self.most = 0

    async def visit(self, name: str, seconds: float = 1) -> None:
        async with self.places.take():
            self.inside.append(name)
            self.entered.append(name)
            self.most = max(self.most, len(self.inside))
            try:
                await VirtualClock().sleep(seconds)
            finally:
                self.inside.remove(name)


def test_who_comes_first_is_served_first_and_never_too_many() -> None:
    hall = Hall(2)

    async def day() -> float:
        async with asyncio.TaskGroup() as group:
            for name in "abcde":
                group.create_task(hall.visit(name))
        return VirtualClock().now()

    assert run(day()) == 3
    assert hall.entered == list("abcde")
    assert hall.most == 2


def test_who_is_cancelled_while_waiting_leaves_the_queue() -> None:
    hall = Hall(1)

    async def day() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(hall.visit("a"))
            leaving = group.create_task(hall.visit("b"))
            group.create_task(hall.visit("c"))
            await VirtualClock().sleep(0.5)
            leaving.cancel()

    run(day())
    assert hall.entered == ["a", "c"]


def test_who_is_let_in_and_cancelled_in_one_moment_frees_the_place() -> None:
    hall = Hall(1)

    async def day() -> None:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(hall.visit("a", 100))
            leaving = group.create_task(hall.visit("b"))
            group.create_task(hall.visit("c"))
            await VirtualClock().sleep(0.5)
            first.cancel()
            for _ in range(3):  # until the first has left, and the next one does not know it yet
                if hall.inside:
                    await asyncio.sleep(0)
            leaving.cancel()

    run(day())
    assert hall.entered == ["a", "c"]


def test_who_fails_inside_frees_the_place() -> None:
    hall = Hall(1)

    async def fail() -> None:
        async with hall.places.take():
            raise KeyError

    async def day() -> None:
        try:
            await fail()
        except KeyError:
            await hall.visit("next")

    run(day())
    assert hall.entered == ["next"]


def test_fewer_places_send_nobody_away_and_more_let_the_next_ones_in() -> None:
    hall = Hall(3)

    async def day() -> list[int]:
        async with asyncio.TaskGroup() as group:
            for name in "abcdef":
                group.create_task(hall.visit(name, 10))
            counts: list[int] = []
            for moment, size in ((5, 1), (10, 1), (10, 4)):
                await VirtualClock().sleep(moment)
                hall.size = size
                hall.places.admit()
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                counts.append(len(hall.inside))
            return counts

    assert run(day()) == [3, 1, 2]


def test_who_leaves_early_lets_the_next_one_in_once() -> None:
    hall = Hall(1)

    async def tidy_up() -> float:
        async with hall.places.take() as place:
            place.leave()
            place.leave()
            await VirtualClock().sleep(10)
        return VirtualClock().now()

    async def day() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(tidy_up())
            for name in "ab":
                group.create_task(hall.visit(name))

    run(day())
    assert hall.entered == ["a", "b"]
    assert hall.most == 1
