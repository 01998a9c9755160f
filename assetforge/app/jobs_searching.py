"""Searching: orders that the ledger forgot, looked for at their service. Nothing is ordered.

lists of the last 24 hours ─▶ jobs with this project's mark, in no ledger, store or lock
    ┌──────────────────────────────┘
    ▼
    fits one asset that is still to be made ─▶ ledger ─▶ finished ─▶ store
    ▲                                                                  │
    └── now the keys of what is made from it are known, so look again ─┘

The ledger is lost with its folder: another runner, a cache that was dropped, a new machine. What
runs or lies ready at the service then is paid for, and a build would buy it once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_return import find_rescues
from assetforge.adapters.store import FileStore
from assetforge.app.jobs import return_rescues, state_of
from assetforge.app.jobs_resuming import Resumption, resume_jobs, resume_these
from assetforge.app.ledger import all_attempts
from assetforge.app.ledger_finds import PROVIDER, find_homes
from assetforge.app.ledger_survey import survey_jobs
from assetforge.app.money_places import money_places
from assetforge.app.offers import registry
from assetforge.app.project import find_manifest, project_at, store_folder
from assetforge.execution.attempt import AttemptState
from assetforge.providers.letzai.comparison import compared
from assetforge.report.searched import Odd, Unsure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from assetforge.core.values import Table
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.events import Event
    from assetforge.execution.resumed import Resumed
    from assetforge.providers.letzai.recent import Recent, Survey
    from assetforge.report.searched import Searched

_GIVEN_UP: Final = frozenset({AttemptState.VOID, AttemptState.ABANDONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedJobs:
    """What a search came to, and what became of all that was under way."""

    searched: Searched
    resumption: Resumption


def search_jobs(
    manifest: str | None,
    notice: Callable[[Event], None],
    tell: Callable[[Sequence[Attempt]], None],
) -> SearchedJobs:
    """Take up what the project here ordered, and finish everything that is under way.

    `tell` is told of what was taken up before it is waited for.

    Raises:
        UsageError: there is no project here.
        CredentialsError, UntrustedError: the service cannot be asked.
        AssetforgeError: the service, the store or the ledger does not answer.
    """
    find_manifest(manifest)  # first, since nobody is asked where there is no project
    survey = survey_jobs(manifest)
    return_rescues(money_places().ledger, find_rescues(rescue_folders(state_of(manifest))))
    found = _taken_up(manifest, survey)
    tell(found.taken)
    resumption, taken = resume_jobs((), manifest, notice), list(found.taken)
    while found.taken and resumption.stopped_by is None:
        found = _taken_up(manifest, survey)
        tell(found.taken)
        taken += found.taken
        resumption = _joined(resumption, resume_these(found.taken, manifest, notice))
    intents = {each.intent for each in taken}
    odd = tuple(_odd(each for each in resumption.resumed if each.attempt.intent in intents))
    return SearchedJobs(searched=replace(found, taken=tuple(taken), odd=odd), resumption=resumption)


def _taken_up(manifest: str | None, survey: Survey) -> Searched:
    """Write an attempt for each job that has a home; `taken` are those that are in the ledger."""
    project = project_at(find_manifest(manifest), is_draft=False)
    with FileStore(store_folder(), read_only=True) as store:
        attempts = all_attempts()
        given_up = {each.intent for each in attempts if each.state in _GIVEN_UP}
        known = {each.intent for each in attempts} - given_up
        done = {each.job for each in attempts}
        done |= {each.made.job_id for each in store.list_records().held}
        jobs = [
            job
            for job in survey.jobs
            if job.intent is not None and job.intent not in known and job.job.id not in done
        ]
        busy = frozenset(each.key for each in attempts if each.is_live)
        found = _contradicted(find_homes(project, store, jobs, busy, survey.dates), jobs, given_up)
    return replace(found, taken=_written(found.taken), torn=survey.torn)


def _contradicted(found: Searched, jobs: Sequence[Recent], given_up: AbstractSet[str]) -> Searched:
    """Leave to a person what the ledger says was never accepted, or was given up, and is there."""
    by_id = {job.job.id: job for job in jobs}
    doubtful = [each for each in found.taken if each.intent in given_up and each.job in by_id]
    return replace(
        found,
        taken=tuple(each for each in found.taken if each.intent not in given_up),
        unsure=(
            *found.unsure,
            *(
                Unsure(job=by_id[each.job], addresses=(each.address,))
                for each in doubtful
                if each.job is not None
            ),
        ),
        rest=tuple(each for each in found.rest if each.intent not in given_up),
    )


def _written(homes: Sequence[Attempt]) -> tuple[Attempt, ...]:
    """Write attempts, unless another process is at their keys by now."""
    if not homes:
        return ()
    with open_book(money_places().ledger) as book:
        book.restore(homes)
        intents = {each.intent for each in book.ask(list_attempts)}
    return tuple(each for each in homes if each.intent in intents)


def _odd(resumed: Iterable[Resumed]) -> Iterator[Odd]:
    """Tell where pixels or seconds say what no list shows."""
    able = registry().capabilities[PROVIDER]
    for each in resumed:
        if each.made is not None:
            model = able.meant(each.made.kind, each.made.model)
            usual: Table = {} if model is None else model.defaults
            remarks = compared(each.made.request, usual, each.made.result.media).remarks
            if remarks:
                yield Odd(address=each.attempt.address, remarks=remarks)


def _joined(one: Resumption, other: Resumption) -> Resumption:
    return Resumption(
        resumed=(*one.resumed, *other.resumed), stopped_by=one.stopped_by or other.stopped_by
    )
