"""A ledger that may have been lost: what a build says before it buys, and nothing more.

assets.lock names jobs of LetzAI ∧ the ledger has never seen this project ∧ LetzAI is to be paid

The same is true once on each further machine that a project is built on, so this is a line and no
refusal; and it is true of every CI run that keeps no state, where the line is worth most. Without a
job in the lock a first purchase looks like a loss, so nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.ledger import all_attempts
from assetforge.app.ledger_finds import PROVIDER
from assetforge.app.money_places import project_mark
from assetforge.app.offers import market

if TYPE_CHECKING:
    from assetforge.app.planning import Situation


def suspected_loss(found: Situation) -> str:
    """Say how to find what may run at LetzAI unknown to this ledger; empty: nothing hints at it.

    Raises:
        DamagedError, StorageError: the ledger does not answer.
    """
    if found.project.is_draft or not _buys(found) or not _bought_before(found):
        return ""
    mark = project_mark(found.reading.manifest.name)
    if any(attempt.project == mark for attempt in all_attempts()):
        return ""
    return (
        f"this machine has no ledger of what {found.project.shown_lock} says was bought; if orders "
        "of the last 24 hours may still be at LetzAI, `assetforge jobs resume --search` takes them "
        "up at no charge"
    )


def _buys(found: Situation) -> bool:
    return any(
        step.action == "make" and step.ask.provider == PROVIDER and not step.is_ordered
        for step in found.plan.steps
    )


def _bought_before(found: Situation) -> bool:
    """Say whether the lock names a job of the service that is used here, be it a sandbox."""
    place = market().place(PROVIDER)
    made = [entry.made for entry in found.lock.entries.values()]
    return any(
        each.provider == PROVIDER and each.job_id is not None and each.place == place
        for each in made
    )
