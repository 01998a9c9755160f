from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.lock.model import Lock
from assetforge.plan.approval import Ground, beyond, paid_steps, plan_digest
from tests.fakes.renaming import rename
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.core.digest import Digest


def chain() -> Workplace:
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.add("icon", by="here")
    return workplace


def ground(workplace: Workplace, lock: Lock | None = None, project: str = "a" * 12) -> Ground:
    sources = {
        address: workplace.facts.source(address)
        for address, asset in workplace.assets.items() if asset.kind == "source"
    }  # fmt: skip
    return Ground(
        project=project, graph=workplace.graph, sources=sources, lock=lock or workplace.lock
    )


def digest(workplace: Workplace) -> Digest:
    return plan_digest(workplace.plan(), ground(workplace))


def studio() -> Workplace:
    """Make a project whose film is made from what is not there yet, and reaches down to sources."""
    workplace = Workplace()
    workplace.source("logo")
    workplace.source("map")
    workplace.add("hero")
    workplace.add("crop", "hero", by="here", kind="derive")
    workplace.add("film", "crop", "logo", kind="video")
    workplace.add("icon", "map", by="here", kind="derive")
    return workplace


def test_only_what_is_paid_counts() -> None:
    workplace = chain()
    before = digest(workplace)

    workplace.change("icon", prompt="another")

    assert [step.address for step in paid_steps(workplace.plan())] == ["beach", "hero"]
    assert digest(workplace) == before


CHANGES: Mapping[str, Callable[[Workplace], object]] = {
    "request": lambda workplace: workplace.change("hero", prompt="another"),
    "request of a dependant": lambda workplace: workplace.change("beach", prompt="another"),
    "more": lambda workplace: workplace.add("more"),
    "less": lambda workplace: workplace.assets.pop("beach"),
    "price": lambda workplace: setattr(workplace.paid, "prices", {"hero": Credits.exactly(11)}),
    "unknown price": lambda workplace: setattr(workplace.paid, "prices", {"hero": UNKNOWN}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_would_be_paid_otherwise_is_another_plan(
    change: Callable[[Workplace], object],
) -> None:
    workplace = chain()
    before = digest(workplace)

    change(workplace)

    assert digest(workplace) != before


def test_what_the_lock_says_of_a_paid_step_is_part_of_it() -> None:
    workplace = chain()
    workplace.build()
    workplace.change("hero", prompt="another")
    plan, lock = workplace.plan(), workplace.disk.lock

    moved = {**lock.entries, "hero": replace(lock.entries["hero"], output="assets/other.png")}
    other = {**lock.entries, "icon": replace(lock.entries["icon"], output="assets/other.png")}

    before = plan_digest(plan, ground(workplace, lock))
    assert plan_digest(plan, ground(workplace, Lock(entries=moved))) != before
    assert plan_digest(plan, ground(workplace, Lock(entries=other))) == before


def test_plans_that_pay_for_nothing_have_one_name() -> None:
    workplace = chain()
    workplace.build()

    assert digest(workplace) == digest(Workplace())


def test_another_project_is_another_plan() -> None:
    workplace = chain()

    theirs = plan_digest(workplace.plan(), ground(workplace, project="b" * 12))

    assert theirs != digest(workplace)


BENEATH: Mapping[str, Callable[[Workplace], object]] = {
    "a source beside it": lambda workplace: workplace.source("logo", "other bytes"),
    "a free step": lambda workplace: workplace.change("crop", width=16),
    "a source in its place": lambda workplace: swap(workplace, "crop", "map"),
    "what a free step is made from": lambda workplace: swap(workplace, "hero", "logo"),
}


def swap(workplace: Workplace, name: str, other: str) -> None:
    for address, asset in workplace.assets.items():
        inputs = tuple(other if each == name else each for each in asset.inputs)
        workplace.assets[address] = replace(asset, inputs=inputs)


@pytest.mark.parametrize("change", BENEATH.values(), ids=BENEATH)
def test_what_a_paid_step_is_made_from_is_part_of_it_though_its_key_is_not_known(
    change: Callable[[Workplace], object],
) -> None:
    workplace = studio()
    film = next(step for step in workplace.plan().steps if step.address == "film")
    before = digest(workplace)

    change(workplace)

    assert film.key is None
    assert digest(workplace) != before


def test_what_only_free_steps_are_made_from_is_no_part_of_it() -> None:
    workplace = studio()
    before = digest(workplace)

    workplace.source("map", "other bytes")

    assert digest(workplace) == before


def test_a_result_that_takes_another_s_place_is_another_plan() -> None:
    """Under the same key too: what is bought next is made from these bytes."""
    workplace = studio()
    workplace.build()
    workplace.change("film", prompt="another")
    plan = workplace.plan()
    before = plan_digest(plan, ground(workplace))

    other = tuple(
        replace(step, made=replace(step.made, result=workplace.facts.source("map")))
        if step.address == "crop" and step.made is not None else step
        for step in plan.steps
    )  # fmt: skip

    assert plan_digest(replace(plan, steps=other), ground(workplace)) != before


def test_an_approval_holds_where_a_machine_knows_results_that_the_lock_does_not() -> None:
    committed, here = studio(), studio()
    here.build()
    here.disk.lock = Lock()
    for workplace in (committed, here):
        workplace.change("film", prompt="another")

    plan = here.plan()

    assert [step.address for step in paid_steps(plan)] == ["film"]
    assert beyond(plan, committed.plan(), ground(here)) == ()


def test_other_work_beneath_an_unknown_key_was_not_approved() -> None:
    workplace = studio()
    approved = workplace.plan()

    workplace.change("crop", width=16)

    outside = beyond(workplace.plan(), approved, ground(workplace))
    assert [step.address for step in outside] == ["film"]


def test_a_plan_is_within_itself_and_what_is_done_already_is_no_more() -> None:
    workplace = chain()
    approved = workplace.plan()
    assert beyond(workplace.plan(), approved, ground(workplace)) == ()

    workplace.build()

    assert beyond(workplace.plan(), approved, ground(workplace)) == ()


@pytest.mark.parametrize(
    ("price", "approved", "is_within"),
    [
        (Credits.exactly(10), Credits.exactly(10), True),
        (Credits.exactly(9), Credits.exactly(10), True),
        (Credits.exactly(11), Credits.exactly(10), False),
        (UNKNOWN, Credits.exactly(10), False),
        (Credits.exactly(11), UNKNOWN, False),
        (UNKNOWN, UNKNOWN, False),
    ],
)
def test_a_step_may_cost_less_than_was_approved_never_more(
    price: Credits, approved: Credits, *, is_within: bool
) -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.paid.prices = {"hero": approved}
    agreed = workplace.plan()

    workplace.paid.prices = {"hero": price}

    assert (beyond(workplace.plan(), agreed, ground(workplace)) == ()) is is_within


@pytest.mark.parametrize("is_agreed", [True, False])
def test_what_a_price_of_one_s_own_calls_free_is_an_order_like_any_other(
    *, is_agreed: bool
) -> None:
    committed, here = Workplace.with_cloud(), Workplace.with_cloud()
    for workplace in (committed, here):
        workplace.add("hero", by="cloud")
    if not is_agreed:
        here.change("hero", prompt="another")
    free = tuple(replace(step, cost=FREE) for step in here.plan().steps)

    outside = beyond(replace(here.plan(), steps=free), committed.plan(), ground(here))

    assert [step.address for step in outside] == ([] if is_agreed else ["hero"])


def test_other_work_was_not_approved() -> None:
    workplace = chain()
    agreed = workplace.plan()

    workplace.change("hero", prompt="another")
    workplace.add("more")

    outside = beyond(workplace.plan(), agreed, ground(workplace))
    assert [step.address for step in outside] == ["beach", "hero", "more"]


def test_a_rename_alone_voids_no_approval() -> None:
    workplace = chain()
    workplace.build()
    nothing = digest(workplace)
    workplace.add("more")
    paid = digest(workplace)
    rename(workplace, "hero", "bottle")

    assert digest(workplace) == paid
    del workplace.assets["more"]
    assert digest(workplace) == nothing
