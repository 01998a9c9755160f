"""Looking at the ledger of paid attempts; it is written to only for what was rescued before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_return import find_rescues, take_in
from assetforge.app.money_places import money_places
from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.report.jobs import Jobs, short_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.adapters.rescue_return import Rescued


def list_jobs(manifest: str | None, *, is_all: bool) -> Jobs:
    """List what is under way or unclear; with `is_all` what has ended, too.

    What a run could not write is taken into the ledger first, if there is any.

    Raises:
        DamagedError, StorageError: the ledger does not answer.
    """
    ledger = money_places().ledger
    rescues = find_rescues(rescue_folders(state_of(manifest)))
    unclear = return_rescues(ledger, rescues)
    attempts = read_ledger(ledger, list_attempts)
    return Jobs(
        place=str(ledger),
        attempts=tuple(each for each in attempts if is_all or each.is_live),
        names=short_names(each.intent for each in attempts),
        now=seconds_since_1970(),
        is_all=is_all,
        rescued=len(rescues) - len(unclear),
        unclear=tuple(str(each.path) for each in unclear),
        unasked=_unasked(manifest) if any(each.is_live for each in attempts) else frozenset(),
    )


def _unasked(manifest: str | None) -> frozenset[str]:
    """Find what the project here asks for no more; nothing where there is none, or it is broken."""
    try:
        project = project_at(find_manifest(manifest), is_draft=False)
        return frozenset(plan_project(project, Wishes(selection=Selection())).plan.unasked)
    except AssetforgeError:
        return frozenset()


def return_rescues(ledger: Path, rescues: Sequence[Rescued]) -> Sequence[Rescued]:
    """Take rescued changes into the ledger; returns those that do not fit it.

    Raises:
        DamagedError, StorageError: the ledger does not answer.
    """
    if not rescues or not ledger.exists():
        return rescues
    with open_book(ledger) as book:
        return take_in(book, rescues, date=seconds_since_1970())


def state_of(manifest: str | None) -> Path | None:
    """Name the folder of a project that may hold rescued changes; None: there is no project here.

    Raises:
        UsageError: the manifest that was named is not there.
    """
    try:
        found = find_manifest(manifest)
    except UsageError:
        if manifest is not None:
            raise
        return None
    return Path(project_at(found, is_draft=False).state)
