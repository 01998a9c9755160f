"""Allowances: an amount is agreed to once, whatever fails, is put back or is built again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app.money_places import money_places
from assetforge.core.credits import UNKNOWN, Credits
from assetforge.execution.attempt import AttemptState
from tests.unit.app.agreements import note_bought, saved_plan
from tests.unit.app.ledgers import state_folder
from tests.unit.app.projects import PAID, write

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.app.project import Project
    from assetforge.app.saving import Saved


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


def test_an_order_that_failed_and_was_charged_leaves_too_little(saved: Saved) -> None:
    saved.allowance.begin()
    note_bought(saved, "hero")

    assert saved.allowance.shortages(saved.plan.plan) == (
        "60 of its 60 letzai credits were spent already, and 60 more are needed",
    )


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
    ("agreed", "is_short"),
    [(Credits.exactly(119), True), (Credits.exactly(120), False), (UNKNOWN, False)],
)
def test_only_what_is_above_its_upper_end_is_too_much(
    agreed: Credits, saved: Saved, *, is_short: bool
) -> None:
    allowance = saved.allowance
    steps = tuple(replace(step, cost=agreed) for step in allowance.steps)
    allowance.begin()
    note_bought(saved, "hero")

    assert bool(replace(allowance, steps=steps).shortages(saved.plan.plan)) is is_short
