from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from assetforge.core.media import PNG, Media
from assetforge.execution.dossier import decode_dossier
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.execution.resuming import resume_attempts
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.providers.instruction import Piece
from assetforge.providers.protocol import Result
from tests.fakes.disk import PowerLoss, picture
from tests.fakes.owner import MemoryOwner
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace, is_power_loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.dossier import Dossier
    from assetforge.execution.resumed import Resumed
    from assetforge.providers.instruction import Answer, Call
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


def test_a_synchronous_order_that_was_never_sent_is_ordered_without_a_question() -> None:
    workplace, _ = synchronous()

    async def killed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            owner = DyingOwner(workplace.open_bureau.wires, machine)
            workplace.open_bureau.owner = owner
            await swallow(workplace)
            workplace.open_bureau.lose_power()
            assert workplace.open_bureau.states("hero") == ["intent"]
            owner.is_dying = False
            return await workplace.building()

    built = run(killed_and_built_again())

    assert built.execution.exit is Exit.DONE
    assert workplace.open_bureau.states("hero") == ["void", "stored"]
    assert len(workplace.cloud.posts) == 1


class DyingOwner(MemoryOwner):
    """An owner that loses its power before any call."""

    is_dying = True

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        if self.is_dying:
            raise PowerLoss
        return await super().call(intent, provider, call, files)


def test_a_crash_before_a_synchronous_result_is_noted_is_made_good_by_the_next_build() -> None:
    workplace, _ = synchronous()

    async def crashed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            workplace.open_bureau.owner = MemoryOwner(workplace.open_bureau.wires, machine)
            names = ["claim", "note", "write", "keep", "note", "record"]
            workplace.disk.fails_at = len(workplace.disk.effects) + len(names)
            await swallow(workplace)
            assert [effect.split()[0] for effect in workplace.disk.effects] == names
            workplace.open_bureau.lose_power()
            return await workplace.building()

    built = run(crashed_and_built_again())

    assert built.ended("restored") == {"hero"}
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["stored"]


@pytest.mark.parametrize("how", ["built", "resumed"])
def test_what_is_stored_already_closes_its_order_though_its_answer_brings_nothing_more(
    how: str,
) -> None:
    workplace, _ = synchronous()

    async def crashed_and_went_on() -> None:
        async with asyncio.TaskGroup() as machine:
            owner = await crashed(workplace, machine, "record")
            owner.ends.clear()  # as where its URL has expired
            assert workplace.open_bureau.states("hero") == ["ready"]
            if how == "built":
                assert (await workplace.building()).ended("restored") == {"hero"}
            else:
                (resumed,) = await resume(workplace)
                assert resumed.error is None
                assert resumed.made is not None

    run(crashed_and_went_on())

    assert workplace.open_bureau.states("hero") == ["stored"]
    assert len(workplace.cloud.posts) == 1


def test_the_stored_result_of_another_order_closes_nothing() -> None:
    workplace, _ = synchronous()

    async def crashed_and_went_on() -> Built:
        async with asyncio.TaskGroup() as machine:
            owner = await crashed(workplace, machine, "keep")
            owner.ends.clear()
            (attempt,) = workplace.open_bureau.attempts
            dossier = decode_dossier(attempt.made)
            assert dossier is not None
            await put_there_by_somebody_else(workplace, dossier)
            built = await workplace.building()
            (resumed,) = await resume(workplace)
            assert resumed.error is not None
            return built

    built = run(crashed_and_went_on())

    assert built.ended("restored") == {"hero"}
    assert workplace.open_bureau.states("hero") == ["ready"]
    assert len(workplace.cloud.posts) == 1


async def crashed(workplace: Workplace, machine: asyncio.TaskGroup, last: str) -> MemoryOwner:
    """Build until the power goes, right after the step `last`."""
    names = ["claim", "note", "write", "keep", "note", "record"]
    owner = MemoryOwner(workplace.open_bureau.wires, machine)
    workplace.open_bureau.owner = owner
    workplace.disk.fails_at = len(workplace.disk.effects) + names.index(last) + 1
    await swallow(workplace)
    workplace.open_bureau.lose_power()
    return owner


async def put_there_by_somebody_else(workplace: Workplace, dossier: Dossier) -> None:
    store = workplace.world().store
    path = await store.stage()
    workplace.disk.staged[path] = picture("of another order")
    blob = await store.keep(Piece(path=path, media=Media(type=PNG, width=64, height=48)))
    await store.record(dossier.made(Result(piece=Piece(path=path, media=blob.media)), blob))


async def resume(workplace: Workplace) -> tuple[Resumed, ...]:
    buyer = open_buyer(workplace.world(), workplace.services, Gate(), lambda _: None)
    assert buyer is not None
    live = [row for row in workplace.open_bureau.attempts if row.is_live]
    return await resume_attempts(live, buyer)


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
