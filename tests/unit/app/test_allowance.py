"""Allowances: an amount is agreed to once, whatever fails, is put back or is built again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.app.money_places import money_places
from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.execution.attempt import AttemptState
from tests.unit.app.agreements import Price, note_bought, saved_plan
from tests.unit.app.ledgers import state_folder
from tests.unit.app.projects import PAID, write

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project
    from assetforge.app.saving import Saved
    from assetforge.plan.model import Step


@pytest.fixture
def saved(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Saved:
    state_folder(tmp_path, monkeypatch)
    write(project, PAID)
    return saved_plan(project)


def test_what_was_never_begun_has_all_left_and_writes_nothing(saved: Saved) -> None:
    assert saved.allowance.begun() is None
    assert saved.allowance.shortages(saved.plan.plan) == ()
    assert saved.allowance.brought() == frozenset()
    assert not money_places().folder.exists()


def test_what_is_used_up_stays_used_up(saved: Saved) -> None:
    saved.allowance.begin()
    saved.allowance.finish()
    saved.allowance.begin()

    begun = saved.allowance.begun()

    assert begun is not None
    assert begun.done_at is not None


@pytest.mark.parametrize("price", [Credits.exactly(1), Credits.exactly(60), UNKNOWN])
def test_what_was_bought_and_charged_is_not_bought_for_it_again_at_whatever_price(
    price: Credits, saved: Saved
) -> None:
    """Neither a price of the user's own nor one that nobody knew makes an agreement endless."""
    saved.allowance.begin()
    note_bought(saved, "hero")
    steps = at(saved, price, "hero")
    needed = replace(saved.plan.plan, steps=at(saved, Credits.exactly(1), "hero"))

    assert replace(saved.allowance, steps=steps).shortages(needed) == (
        "`hero` was bought for it already, for 60 letzai credits, and would be bought once more",
    )


def test_what_was_called_free_and_may_have_been_charged_is_not_bought_again(saved: Saved) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", price=Price(reserved=Decimal(0)))
    (hero,) = at(saved, FREE, "hero")
    needed = replace(saved.plan.plan, steps=(replace(hero, is_metered=True),))

    (told,) = saved.allowance.shortages(needed)
    assert "for nobody knows how many letzai credits, and would be bought once more" in told


def test_what_failed_and_was_not_charged_is_bought_again(saved: Saved) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", price=Price(reserved=Decimal(60), actual=Decimal(0)))

    assert saved.allowance.shortages(saved.plan.plan) == ()


@pytest.mark.parametrize("state", [AttemptState.VOID, AttemptState.UNKNOWN])
def test_an_order_that_was_not_charged_or_is_looked_for_leaves_all(
    state: AttemptState, saved: Saved
) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", state)

    assert saved.allowance.shortages(saved.plan.plan) == ()


def test_what_was_bought_before_it_was_begun_is_none_of_its_own(saved: Saved) -> None:
    note_bought(saved, "hero")
    saved.allowance.begin()

    assert saved.allowance.shortages(saved.plan.plan) == ()


def test_what_was_brought_and_placed_nowhere_is_known(saved: Saved) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", AttemptState.STORED)

    assert saved.allowance.brought() == {"hero"}


@pytest.mark.parametrize(
    ("charged", "agreed", "is_short"),
    [
        (60, Credits.exactly(60), False),
        (61, Credits.exactly(60), True),
        (1, Credits.exactly(60), False),
        (60, UNKNOWN, True),  # one price that nobody knew makes no other amount larger
    ],
)
def test_what_one_asset_cost_beyond_its_own_end_is_not_left_for_the_others(
    charged: int, agreed: Credits, saved: Saved, *, is_short: bool
) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", price=Price(reserved=Decimal(60), actual=Decimal(charged)))
    steps = (*at(saved, agreed, "hero"), *at(saved, Credits.exactly(60), "beach"))
    needed = replace(saved.plan.plan, steps=steps[1:])

    shortages = replace(saved.allowance, steps=steps).shortages(needed)

    assert bool(shortages) is is_short
    assert all("credits were spent already, and 60 more are needed" in each for each in shortages)


def test_what_was_bought_counts_for_what_was_agreed_for_it_at_least(saved: Saved) -> None:
    """A price of the user's own may be lower than what the service takes."""
    saved.allowance.begin()
    note_bought(saved, "hero", price=Price(reserved=Decimal(1)))
    steps = tuple(
        at(saved, Credits.exactly(60), address)[0] for address in ("hero", "beach", "night")
    )
    needed = replace(saved.plan.plan, steps=(replace(steps[1], cost=Credits.exactly(121)),))

    assert replace(saved.allowance, steps=steps).shortages(needed) == (
        "up to 60 of its 180 letzai credits were spent already, and 121 more are needed",
    )


def test_an_order_whose_price_nobody_knows_leaves_nothing_that_is_known(saved: Saved) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero", price=Price(reserved=None))
    steps = (*at(saved, UNKNOWN, "hero"), *at(saved, Credits.exactly(60), "beach"))
    needed = replace(saved.plan.plan, steps=steps[1:])

    assert replace(saved.allowance, steps=steps).shortages(needed) == (
        "nobody knows how much of its 60 letzai credits was spent",
    )


def at(saved: Saved, price: Credits, address: str) -> tuple[Step]:
    """Make a paid step of the plan one of an asset at a price."""
    step = next(step for step in saved.allowance.steps if step.is_paid)
    return (replace(step, ask=replace(step.ask, address=address), cost=price),)
