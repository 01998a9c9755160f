from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import Credits
from assetforge.core.errors import CredentialsError, DamagedError
from assetforge.execution.results import Results
from assetforge.plan.build import Planner
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.lock.model import Made
    from assetforge.plan.model import Step


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero", "logo", price=10)
    workplace.add("icon", by="here")
    return workplace


def results_of(workplace: Workplace) -> Results:
    planner = Planner(
        lock=workplace.disk.lock, facts=workplace.facts, market=workplace.market,
        asked=frozenset(),
    )  # fmt: skip
    return Results(workplace.graph, planner, workplace.world())


def step_of(workplace: Workplace, address: str) -> Step:
    return next(step for step in workplace.plan().steps if step.address == address)


def test_what_is_made_is_kept_before_it_is_recorded(campaign: Workplace) -> None:
    made = run(results_of(campaign).make(step_of(campaign, "hero"), {}))

    assert [effect.split()[0] for effect in campaign.disk.effects] == ["draw", "keep", "record"]
    assert campaign.disk.records == {made.key: made}
    assert made.job_id == "job-1"


def test_paid_work_remembers_both_its_estimate_and_its_charge(campaign: Workplace) -> None:
    paid = run(results_of(campaign).make(step_of(campaign, "hero"), {}))
    free = run(results_of(campaign).make(step_of(campaign, "icon"), {}))

    assert (paid.estimated, paid.charged) == (Credits.exactly(10), Decimal(10))
    assert (free.estimated, free.charged) == (None, None)


def test_equal_requests_at_the_same_time_are_made_once(campaign: Workplace) -> None:
    campaign.add("held", "logo", prompt="hero", look="hero", price=10)
    results = results_of(campaign)
    steps = [step_of(campaign, "hero"), step_of(campaign, "held")]

    async def work() -> list[Made]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(results.make(step, {})) for step in steps]
        return [task.result() for task in tasks]

    first, second = run(work())

    assert first is second
    assert campaign.paid.started == ["hero"]
    assert [results.is_anothers(step) for step in steps] == [False, True]


def test_a_failed_attempt_is_no_result_for_the_next(campaign: Workplace) -> None:
    results, step = results_of(campaign), step_of(campaign, "hero")
    campaign.paid.breaking.add("hero")
    with pytest.raises(RuntimeError):
        run(results.make(step, {}))
    campaign.paid.breaking.clear()

    assert run(results.make(step, {})).job_id == "job-2"


def test_local_work_that_is_damaged_is_done_again(campaign: Workplace) -> None:
    campaign.build()
    step = step_of(campaign, "icon")
    assert step.made is not None
    campaign.disk.blobs.clear()
    campaign.disk.outputs.clear()

    made, path = run(results_of(campaign).whole(step, step.made, {}))

    assert made.result == step.made.result
    assert campaign.disk.read(path)
    assert campaign.here.started == ["icon", "icon"]


def test_paid_work_that_is_lost_is_reported_with_the_way_to_pay_again(
    campaign: Workplace,
) -> None:
    campaign.build()
    step = step_of(campaign, "hero")
    assert step.made is not None
    campaign.disk.blobs.clear()
    campaign.disk.outputs.clear()

    with pytest.raises(DamagedError, match="`hero`") as caught:
        run(results_of(campaign).whole(step, step.made, {}))

    assert "--replace hero" in caught.value.next_step
    assert campaign.paid.started == ["hero"]


def test_the_output_at_its_former_path_heals_too(campaign: Workplace) -> None:
    campaign.build()
    campaign.move("hero", "assets/held")
    step = step_of(campaign, "hero")
    assert step.made is not None
    campaign.disk.blobs.clear()

    made, _ = run(results_of(campaign).whole(step, step.made, {}))

    assert made == step.made
    assert made.result.digest in campaign.disk.blobs


def test_what_is_made_from_an_edited_output_uses_the_stored_result(campaign: Workplace) -> None:
    campaign.build()
    campaign.edit_output("hero")
    campaign.add("beach", "hero")
    hero, beach = step_of(campaign, "hero"), step_of(campaign, "beach")
    stored = campaign.disk.lock.entries["hero"].made.result

    made = run(results_of(campaign).make(beach, {"hero": hero}))

    assert hero.is_edited
    assert [source.digest for source in made.inputs] == [stored.digest]
    assert stored.digest.encode() in campaign.disk.blobs[made.result.digest]


@pytest.fixture
def lost() -> Workplace:
    """A project whose one result, bought from a service, is gone here."""
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.outputs.clear()
    return workplace


def test_what_the_service_has_no_longer_either_is_lost_and_the_ways_out_are_named(
    lost: Workplace,
) -> None:
    lost.cloud.downloads.web.clear()

    error = lost.build().execution.outcomes["hero"].error

    assert isinstance(error, DamagedError)
    assert "and cloud no longer has it" in error.what
    assert error.cost == "It was paid for. Nothing was spent now."
    assert "from a copy" in error.next_step
    assert "--replace hero" in error.next_step
    assert len(lost.cloud.posts) == 1


def test_without_a_key_nobody_says_that_it_is_lost(lost: Workplace) -> None:
    planned = lost.plan()
    lost.bureau = None

    error = lost.build(plan=planned).execution.outcomes["hero"].error

    assert planned.steps[0].is_far
    assert isinstance(error, CredentialsError)
    assert "cloud" in error.next_step
    assert "--replace" not in error.next_step
