from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.lock.model import Lock
from assetforge.plan.approval import beyond, paid_steps, plan_digest
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


def digest(workplace: Workplace) -> Digest:
    return plan_digest(workplace.plan(), workplace.lock, workplace.graph)


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

    before = plan_digest(plan, lock, workplace.graph)
    assert plan_digest(plan, Lock(entries=moved), workplace.graph) != before
    assert plan_digest(plan, Lock(entries=other), workplace.graph) == before


def test_plans_that_pay_for_nothing_have_one_name() -> None:
    workplace = chain()
    workplace.build()

    assert digest(workplace) == plan_digest(Workplace().plan(), Lock(), Workplace().graph)


def test_a_plan_is_within_itself_and_what_is_done_already_is_no_more() -> None:
    workplace = chain()
    approved = workplace.plan().steps
    assert beyond(workplace.plan(), approved) == ()

    workplace.build()

    assert beyond(workplace.plan(), approved) == ()


@pytest.mark.parametrize(
    ("price", "approved", "is_within"),
    [
        (Credits.exactly(10), Credits.exactly(10), True),
        (Credits.exactly(9), Credits.exactly(10), True),
        (Credits.exactly(11), Credits.exactly(10), False),
        (UNKNOWN, Credits.exactly(10), False),
        (Credits.exactly(11), UNKNOWN, True),
    ],
)
def test_a_step_may_cost_less_than_was_approved_never_more(
    price: Credits, approved: Credits, *, is_within: bool
) -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.paid.prices = {"hero": approved}
    agreed = workplace.plan().steps

    workplace.paid.prices = {"hero": price}

    assert (beyond(workplace.plan(), agreed) == ()) is is_within


def test_other_work_was_not_approved() -> None:
    workplace = chain()
    agreed = workplace.plan().steps

    workplace.change("hero", prompt="another")
    workplace.add("more")

    assert [step.address for step in beyond(workplace.plan(), agreed)] == ["hero", "more"]


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
