from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.execution.events import Noticed
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_shop
from assetforge.execution.turn import turn
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace
from tests.unit.execution.attempts import KEY

if TYPE_CHECKING:
    from assetforge.execution.events import Event


@pytest.mark.parametrize(("seconds", "told"), [(0, 0), (2, 0), (4, 1), (100, 1)])
def test_who_waits_for_another_assetforge_is_told_so_once(seconds: float, told: int) -> None:
    workplace = Workplace.with_cloud()
    events: list[Event] = []

    async def wait() -> None:
        world = workplace.world()
        desk = workplace.open_bureau.desk()
        shop = open_shop(world, desk, Gate(), events.append)
        async with asyncio.TaskGroup() as group:
            group.create_task(hold(seconds))
            await asyncio.sleep(0.01)
            async with turn(KEY, "hero", shop):
                await asyncio.sleep(50)

    async def hold(seconds: float) -> None:
        async with workplace.open_bureau.desk().turns.hold(KEY):
            await asyncio.sleep(seconds)

    run(wait())

    assert [event.address for event in events if isinstance(event, Noticed)] == ["hero"] * told


def test_two_builds_of_the_same_say_that_one_waits_for_the_other() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.cloud.seconds = 30

    async def both() -> list[str]:
        async with asyncio.TaskGroup() as group:
            builds = [group.create_task(workplace.building()) for _ in range(2)]
        events = [event for built in builds for event in built.result().observer.events]
        return [event.text for event in events if isinstance(event, Noticed)]

    told = run(both())

    assert len([text for text in told if "another assetforge" in text]) == 1
    assert len(workplace.cloud.posts) == 1
