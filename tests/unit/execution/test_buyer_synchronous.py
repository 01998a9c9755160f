from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.owner import MemoryOwner
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace, is_power_loss

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from tests.fakes.workplace import Built

ANEW = Wishes(selection=Selection(), replace=("hero",))


def error_of(built: Built, address: str = "hero") -> AssetforgeError:
    error = built.execution.outcomes[address].error
    assert error is not None
    return error


def test_a_synchronous_answer_is_kept_by_its_owner_until_its_result_is_stored() -> None:
    workplace, owners = synchronous()

    built = run(with_owner(workplace, owners))

    assert built.execution.exit is Exit.DONE
    made = workplace.disk.lock.entries["hero"].made
    assert (made.job_id, made.charged) == (None, Decimal(40))
    assert workplace.open_bureau.states("hero") == ["stored"]
    assert owners[0].ends == {}
    assert workplace.open_bureau.wires["cloud"].files == [("source:brand/logo.png",)]


def test_a_synchronous_answer_that_is_lost_is_parked_and_never_sent_again() -> None:
    workplace, owners = synchronous()
    workplace.cloud.moods.append("answer lost")

    first = run(with_owner(workplace, owners))
    second = run(with_owner(workplace, owners))

    for built in (first, second):
        assert built.execution.exit is Exit.UNDECIDED
        assert "--retry" in error_of(built).next_step
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["unknown"]


def test_a_synchronous_answer_outlives_whoever_asked_for_it() -> None:
    workplace, _ = synchronous()

    async def killed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            workplace.open_bureau.owner = MemoryOwner(workplace.open_bureau.wires, machine)
            first = machine.create_task(swallow(workplace))
            await asyncio.sleep(0.7)  # the order is there, and its answer on the way
            workplace.disk.is_off = True
            await first
            workplace.open_bureau.lose_power()
            return await workplace.building()

    built = run(killed_and_built_again())

    assert built.execution.exit is Exit.DONE
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["stored"]


def test_a_crash_before_a_synchronous_result_is_noted_is_made_good_by_the_next_build() -> None:
    workplace, _ = synchronous()

    async def crashed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            workplace.open_bureau.owner = MemoryOwner(workplace.open_bureau.wires, machine)
            names = ["claim", "note", "write", "keep", "record"]
            workplace.disk.fails_at = len(workplace.disk.effects) + len(names)
            await swallow(workplace)
            assert [effect.split()[0] for effect in workplace.disk.effects] == names
            workplace.open_bureau.lose_power()
            return await workplace.building()

    built = run(crashed_and_built_again())

    assert built.ended("restored") == {"hero"}
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["stored"]


def synchronous() -> tuple[Workplace, list[MemoryOwner]]:
    workplace = Workplace.with_cloud()
    workplace.service.is_synchronous = True
    workplace.source("logo")
    workplace.add("hero", "logo", by="cloud")
    return workplace, []


async def with_owner(workplace: Workplace, owners: list[MemoryOwner]) -> Built:
    async with asyncio.TaskGroup() as machine:
        owner = MemoryOwner(workplace.open_bureau.wires, machine)
        owners.append(owner)
        workplace.open_bureau.owner = owner
        return await workplace.building()


async def swallow(workplace: Workplace) -> None:
    """Build until the power goes."""
    try:
        await workplace.building()
    except BaseException as loss:
        if not is_power_loss(loss):
            raise
