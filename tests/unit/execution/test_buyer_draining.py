from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from assetforge.execution.events import StepStarted
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.cloud import CloudWire
from tests.fakes.owner import MemoryOwner
from tests.fakes.ports import ListeningObserver
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from tests.fakes.workplace import Built

ANEW = Wishes(selection=Selection(), replace=("hero",))


@pytest.fixture
def shop() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.source("logo")
    workplace.add("hero", "logo", by="cloud")
    return workplace


def error_of(built: Built, address: str = "hero") -> AssetforgeError:
    error = built.execution.outcomes[address].error
    assert error is not None
    return error


def test_the_first_signal_lets_an_order_be_answered_and_waits_for_its_job(
    shop: Workplace,
) -> None:
    shop.add("beach", "hero", by="cloud")
    gate = Gate()
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert built.ended("made") == {"hero"}
    assert built.execution.left == ("beach",)
    assert len(shop.cloud.posts) == 1


def test_what_takes_longer_than_the_drain_is_left_with_its_id(shop: Workplace) -> None:
    gate = Gate()
    shop.cloud.seconds = 300
    shop.cloud.witness = lambda _: gate.close(Exit.TERMINATED)

    built = shop.build(gate=gate)

    error = error_of(built)
    assert 60 <= built.execution.seconds < 62
    assert "still runs at cloud" in error.what
    assert error.cost == "Paid: up to 40 cloud credits; job job-1 is saved."
    assert shop.open_bureau.states("hero") == ["submitted"]


def test_an_order_that_is_under_way_when_the_drain_ends_is_still_recorded(
    shop: Workplace,
) -> None:
    gate = Gate()
    shop.open_bureau.drain = 0
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert shop.open_bureau.states("hero") == ["submitted"]
    assert "job job-1 is saved" in error_of(built).cost
    assert shop.build().execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 1


def test_nothing_is_ordered_once_a_signal_came(shop: Workplace) -> None:
    gate = Gate()
    shop.open_bureau.terms = replace(shop.open_bureau.terms, concurrency=1)
    shop.add("other", by="cloud")

    def close(event: object) -> None:
        if isinstance(event, StepStarted):
            gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate, observer=ListeningObserver(close))

    assert shop.cloud.posts == []
    assert all(
        "was not ordered" in outcome.error.what
        for outcome in built.execution.outcomes.values()
        if outcome.error is not None
    )


def test_an_order_that_is_put_off_is_not_sent_again_after_a_signal(shop: Workplace) -> None:
    gate = Gate()
    for _ in range(5):
        shop.cloud.moods.append("429")
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert len(shop.cloud.posts) == 1
    assert shop.open_bureau.states("hero") == ["void"]
    assert "was not ordered" in error_of(built).what


def test_a_pause_before_an_order_ends_with_the_signal(shop: Workplace) -> None:
    gate = Gate()
    shop.cloud.moods.append("429")

    async def interrupted() -> Built:
        async with asyncio.TaskGroup() as group:
            group.create_task(later(gate))
            return await shop.building(gate=gate)

    async def later(gate: Gate) -> None:
        await asyncio.sleep(10)  # in the 30 s that the service is left alone
        gate.close(Exit.INTERRUPTED)

    built = run(interrupted())

    assert built.execution.seconds < 11
    assert shop.open_bureau.states("hero") == ["void"]


def test_lost_bytes_are_not_waited_for_beyond_the_drain(shop: Workplace) -> None:
    shop.build()
    shop.disk.blobs.clear()
    shop.disk.outputs.clear()
    shop.open_bureau.drain = 5
    shop.open_bureau.downloads.seconds = 1000

    built = run(with_signal(shop))

    error = error_of(built)
    assert 5 < built.execution.seconds < 10
    assert error.exit is Exit.UNAVAILABLE
    assert "were not fetched from cloud" in error.what


async def with_signal(shop: Workplace) -> Built:
    gate = Gate()

    async def later() -> None:
        await asyncio.sleep(3)
        gate.close(Exit.INTERRUPTED)

    async with asyncio.TaskGroup() as group:
        group.create_task(later())
        return await shop.building(gate=gate)


def test_a_call_that_has_an_owner_is_left_to_it(shop: Workplace) -> None:
    shop.service.is_synchronous = True
    bureau = shop.open_bureau
    bureau.drain = 5
    bureau.wires = {"cloud": CloudWire(shop.cloud, seconds=100)}

    async def left_and_built_again() -> tuple[Built, Built]:
        async with asyncio.TaskGroup() as machine:
            bureau.owner = MemoryOwner(bureau.wires, machine)
            first = await with_signal(shop)
            return first, await shop.building()

    first, second = run(left_and_built_again())

    error = error_of(first)
    assert first.execution.seconds < 10
    assert error.cost.startswith("At risk: up to 40 cloud credits")
    assert second.execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 1
