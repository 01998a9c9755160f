"""`--replace` that was interrupted: what was ordered anew is paid once and takes its place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import DamagedError
from assetforge.core.exits import Exit
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.execution.resuming import resume_attempts
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.renaming import rename
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace, is_power_loss

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.execution.resumed import Resumed
    from assetforge.plan.facts import Ordered
    from assetforge.plan.model import Step
    from tests.fakes.workplace import Built

ANEW = Wishes(selection=Selection(), replace=("hero",))


@pytest.fixture
def shop() -> Workplace:
    """Make a shop where `hero` was built and a new one is ordered, and nobody waited for it."""
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.build()
    interrupted(workplace)
    return workplace


def interrupted(workplace: Workplace) -> None:
    gate, cloud = Gate(), workplace.cloud
    cloud.seconds, cloud.witness = 300, lambda _: gate.close(Exit.INTERRUPTED)
    workplace.build(ANEW, gate=gate)
    cloud.witness = lambda _: None
    workplace.open_bureau.clock.next_build(1000)


def hero(built: Built) -> Step:
    return next(step for step in built.plan.steps if step.address == "hero")


def job_of(workplace: Workplace) -> str | None:
    return workplace.disk.lock.entries["hero"].made.job_id


def shown(workplace: Workplace) -> bytes:
    return workplace.disk.outputs[workplace.disk.lock.entries["hero"].output]


def test_the_next_build_takes_up_what_was_ordered_anew(shop: Workplace) -> None:
    built = shop.build()

    step = hero(built)
    assert (step.action, step.cost.is_free, step.is_ordered) == ("make", True, True)
    assert [reason.why for reason in step.reasons] == ["ordered"]
    assert (job_of(shop), len(shop.cloud.posts)) == ("job-2", 1 + 1)
    assert shop.open_bureau.states("hero") == ["stored", "stored"]
    assert not shop.plan().has_changes


def test_asking_for_it_once_more_takes_up_the_same(shop: Workplace) -> None:
    shop.build(ANEW)

    assert (job_of(shop), len(shop.cloud.posts)) == ("job-2", 2)


@pytest.mark.parametrize("is_home", [False, True])
def test_after_a_rename_that_nobody_declared_the_new_name_takes_it_up(
    shop: Workplace, *, is_home: bool
) -> None:
    if is_home:
        resumed(shop)
    rename(shop, "hero", "bottle")
    shop.moved.clear()

    shop.build()

    assert shop.disk.lock.entries["bottle"].made.job_id == "job-2"
    assert len(shop.cloud.posts) == 2
    assert not shop.plan().has_changes


def test_what_was_resumed_without_the_project_is_put_in_its_place(shop: Workplace) -> None:
    assert [each.error for each in resumed(shop)] == [None]

    built = shop.build()

    step = hero(built)
    assert (step.action, [reason.why for reason in step.reasons]) == ("restore", ["newer-take"])
    assert job_of(shop) == "job-2"
    assert b"job-2" in shown(shop)


def test_asking_for_it_once_more_pays_nothing_for_what_nobody_saw_yet(shop: Workplace) -> None:
    resumed(shop)

    shop.build(ANEW)
    assert (job_of(shop), len(shop.cloud.posts)) == ("job-2", 2)

    shop.build(ANEW)
    assert (job_of(shop), len(shop.cloud.posts)) == ("job-3", 3)


def test_who_goes_back_to_an_older_lock_gets_the_older_result(shop: Workplace) -> None:
    older = shop.disk.lock
    shop.build()

    shop.disk.lock = older
    built = shop.build()

    assert hero(built).action == "restore"
    assert job_of(shop) == "job-1"
    assert b"job-1" in shown(shop)


def test_another_asset_with_the_same_request_keeps_its_result(shop: Workplace) -> None:
    shop.add("twin", by="cloud", prompt="hero", look="hero")
    shop.disk.lock = shop.disk.lock.recording({"twin": shop.disk.lock.entries["hero"]})

    steps = {step.address: step for step in shop.plan().steps}

    assert steps["twin"].action == "restore"  # to its own path
    assert not steps["twin"].is_ordered


def test_a_result_stays_where_the_ledger_does_not_answer(shop: Workplace) -> None:
    def refuse() -> dict[Digest, Ordered]:
        raise DamagedError("the ledger is damaged")  # noqa: TRY003 - as the real one does

    facts = shop.facts
    facts.look = refuse

    assert not shop.plan(facts=facts).has_changes


def test_a_kill_at_any_instant_of_a_replacement_pays_once_and_keeps_the_newer_one() -> None:
    for effects in range(20):
        workplace = Workplace.with_cloud()
        workplace.add("hero", by="cloud")
        workplace.build()
        if not killed(workplace, effects):
            break
        was_ordered = len(workplace.cloud.posts) == 2

        workplace.build()

        assert len(workplace.cloud.posts) <= 2
        assert job_of(workplace) == ("job-2" if was_ordered else "job-1"), effects
        assert (b"job-2" in shown(workplace)) == was_ordered
        assert not workplace.plan().has_changes
    else:
        pytest.fail("the build never came to its end")


def test_who_planned_with_an_order_that_ended_meanwhile_takes_its_result() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.build()
    workplace.cloud.seconds = 100

    async def both() -> Built:
        async with asyncio.TaskGroup() as group:
            group.create_task(workplace.building(ANEW))
            await asyncio.sleep(20)
            return await workplace.building(ANEW)

    second = run(both())

    assert second.execution.exit is Exit.DONE
    assert second.ended("restored") == {"hero"}
    assert len(workplace.cloud.posts) == 2


def killed(workplace: Workplace, effects: int) -> bool:
    """Lose the power before an effect of a replacement; say whether it went."""
    workplace.disk.fails_at = len(workplace.disk.effects) + effects
    try:
        workplace.build(ANEW)
    except BaseException as loss:
        if not is_power_loss(loss):
            raise
        return True
    finally:
        workplace.open_bureau.lose_power()
    return False


def resumed(workplace: Workplace) -> tuple[Resumed, ...]:
    async def resume() -> tuple[Resumed, ...]:
        buyer = open_buyer(workplace.world(), workplace.services, Gate(), lambda _: None)
        assert buyer is not None
        live = [row for row in workplace.open_bureau.attempts if row.is_live]
        return await resume_attempts(live, buyer)

    try:
        return run(resume())
    finally:
        workplace.open_bureau.clock.next_build()
