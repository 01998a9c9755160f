"""Saved plans and approvals of a small project, and ledgers that know of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.ledger_opening import open_book
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.app.saving import load_plan, save_plan
from assetforge.execution.attempt import Attempt, AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of
from tests.unit.app.projects import wishes

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.app.project import Project
    from assetforge.app.saving import Saved


def saved_plan(project: Project, *targets: str, replaced: tuple[str, ...] = ()) -> Saved:
    """Save a plan for a project beside it, and read it back."""
    place = str(Path(project.root, "plan.json"))
    asked = wishes(*targets, replaced=replaced)
    save_plan(plan_project(project, asked), asked, place)
    return load_plan(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an order may cost, and what it did cost; None: nobody knows."""

    reserved: Decimal | None
    actual: Decimal | None = None


def note_bought(
    saved: Saved, address: str, state: AttemptState = AttemptState.FAILED,
    price: Price | None = None,
) -> Attempt:  # fmt: skip
    """Write into the ledger that something was ordered for a saved plan."""
    step = next(step for step in saved.plan.plan.steps if step.address == address)
    paid = price or Price(reserved=step.cost.high)
    attempt = attempt_of(address, project=saved.plan.project, reserved=paid.reserved)
    with open_book(money_places().ledger) as book:
        book.claim(attempt, Budget())
        return book.note(attempt.intent, Change(state=state, actual=paid.actual), date=NOON)
