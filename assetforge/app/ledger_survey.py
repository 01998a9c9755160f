"""The way out of a damaged ledger: what can be read is kept, and the providers are asked.

    damaged file ─ what can be read ─▶ new ledger
    lists of the last 24 hours ─▶ each job that carries our token
        ├ known to the new ledger or the store ─▶ fine; a lost answer gets its job
        ├ fits one asset of the project here   ─▶ an attempt of its own: it is taken up, not bought
        └ neither                              ─▶ a person looks, and agrees ─▶ purchases go on

Nothing is bought meanwhile, and the marker goes last, so that all of it can be done again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_damage import marker_of, settle_damage
from assetforge.adapters.ledger_mending import mend_ledger
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.store import FileStore
from assetforge.app.asking import open_inquiry, scratch_of
from assetforge.app.ledger_finds import find_homes
from assetforge.app.money_places import money_places
from assetforge.app.project import find_manifest, project_at, store_folder
from assetforge.app.settings import user_settings
from assetforge.core.errors import (
    CredentialsError,
    DamagedError,
    RefusedError,
    UndecidedError,
    UsageError,
)
from assetforge.execution.attempt import AttemptState, Change
from assetforge.providers.letzai.recent import Survey, recent_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book
    from assetforge.app.project import Project
    from assetforge.execution.attempt import Attempt
    from assetforge.providers.letzai.recent import Recent

DAY: Final = 86_400.0  # seconds that are looked back
KEEPING_JOBS: Final = "letzai"  # the other service answers once, and has nothing to list


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was found out about a damaged ledger."""

    salvaged: int  # attempts that could be read from it
    found: tuple[Attempt, ...]  # jobs that are in the new ledger now, and were not
    strange: tuple[Recent, ...]  # jobs of ours that nothing here knows
    torn: tuple[str, ...]  # lists that were not read to the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """Whether a person agrees to go on where something stays unknown."""

    says_yes: bool = False
    ask: Callable[[str], bool] | None = None  # None: there is no terminal


def settle_ledger(
    manifest: str | None, resolve: Resolve, tell: Callable[[Settlement], None]
) -> Settlement | None:
    """Settle damage of the ledger; None: there is none.

    Raises:
        CredentialsError: there is no key to ask with.
        UndecidedError, RefusedError: something stays unknown, and nobody agreed to go on.
        AssetforgeError: a service, the store or the disk does not answer.
    """
    ledger = money_places().ledger
    if not _is_damaged(ledger):
        return None
    survey = _surveyed(manifest, resolve)
    with mend_ledger(ledger) as book:
        settlement = _settlement(book, survey, _project_here(manifest))
    tell(settlement)
    _seek_agreement(settlement, resolve)
    settle_damage(ledger)
    return settlement


def survey_jobs(manifest: str | None) -> Survey:
    """List what was made at the service that keeps jobs in the last 24 hours; free of charge.

    Raises:
        CredentialsError: there is no key to ask with.
        UntrustedError: this run is not trusted.
        UnavailableError: the service does not answer, or this run stays offline.
    """

    async def listed() -> Survey:
        async with open_inquiry(scratch_of(manifest), (KEEPING_JOBS,)) as inquiry:
            settings = user_settings().service(KEEPING_JOBS)
            return await inquiry.hear(
                KEEPING_JOBS, recent_jobs(seconds_since_1970() - DAY, settings)
            )

    return asyncio.run(listed())


def _is_damaged(ledger: Path) -> bool:
    if marker_of(ledger).exists():
        return True
    if not ledger.exists():
        return False
    try:
        with open_book(ledger) as book:
            book.ask(list_attempts)
    except DamagedError:
        return True
    return False


def _surveyed(manifest: str | None, resolve: Resolve) -> Survey:
    """List what was made lately; without a key only a person can say that it does not matter."""
    try:
        return survey_jobs(manifest)
    except CredentialsError:
        if not resolve.says_yes:
            raise
        return Survey(jobs=(), torn=(KEEPING_JOBS,))


def _settlement(book: Book, survey: Survey, project: Project | None) -> Settlement:
    before = book.ask(list_attempts)
    ours = [job for job in survey.jobs if job.intent is not None]
    found = [each for job in ours if (each := _named(book, before, job)) is not None]
    strange = [job for job in ours if not _is_known(before, job)]
    with FileStore(store_folder(), read_only=True) as store:
        made = {each.made.job_id for each in store.list_records().held}
        strange = [job for job in strange if job.job.id not in made]
        busy = frozenset(each.key for each in before if each.is_live)
        homes = (
            () if project is None else find_homes(project, store, strange, busy, survey.dates).taken
        )
    book.restore(homes)
    housed = {each.job for each in homes}
    return Settlement(
        salvaged=len(before),
        found=(*found, *homes),
        torn=survey.torn,
        strange=tuple(job for job in strange if job.job.id not in housed),
    )


def _named(book: Book, attempts: Sequence[Attempt], job: Recent) -> Attempt | None:
    """Note the job of an attempt whose answer was lost; None: there is no such attempt."""
    for attempt in attempts:
        is_lost = attempt.state in {AttemptState.INTENT, AttemptState.UNKNOWN}
        if attempt.intent == job.intent and is_lost:
            change = Change(
                state=AttemptState.SUBMITTED, job=job.job.id, route=job.job.route,
                reason="found after damage",
            )  # fmt: skip
            return book.note(attempt.intent, change, date=seconds_since_1970())
    return None


def _is_known(attempts: Sequence[Attempt], job: Recent) -> bool:
    return any(each.intent == job.intent or each.job == job.job.id for each in attempts)


def _project_here(manifest: str | None) -> Project | None:
    with suppress(UsageError):
        return project_at(find_manifest(manifest), is_draft=False)
    return None


def _seek_agreement(settlement: Settlement, resolve: Resolve) -> None:
    if resolve.says_yes or not (settlement.strange or settlement.torn):
        return
    if resolve.ask is None:
        raise _nobody_agreed(settlement)
    if not resolve.ask("Buy again from now on, though this is not known?"):
        raise _said_no()


def _nobody_agreed(settlement: Settlement) -> UndecidedError:
    count = len(settlement.strange)
    jobs = f"{count} job{'' if count == 1 else 's'} of yours" if count else "all that was made"
    return UndecidedError(
        f"nothing here knows {jobs} at {KEEPING_JOBS}; the damaged ledger may have known",
        cost="Nothing was sent that costs. Until this is settled no paid call is made.",
        next_step="Look at what is listed above, then run `assetforge jobs resume -y`; before the "
        "next build, `assetforge adopt ASSET --job ID` keeps what an asset needs from being paid "
        "again.",
    )


def _said_no() -> RefusedError:
    return RefusedError(
        "the answer was no, so no paid call is made until the damage is settled",
        next_step="Run `assetforge jobs resume` again, once you know.",
    )
