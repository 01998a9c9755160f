"""Homes for jobs that no ledger knows: the assets of the project here that ordered them.

jobs with this project's mark ─┬─ failed ───────────────────────────────────────▶ failed
                               ├─ the key of what an asset orders now ─┬─────────▶ taken: the best,
                               │                                       │ and none is under way there
                               ├─ no key, and like what assets order ──│─────────▶ unsure
                               └─ all others ──────────────────────────┴─────────▶ rest

The best job is one that is done, and then the newest. Without a key in its token a job that was
begun before one of its inputs was ordered is of an earlier input, and of no asset as it is now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.app.dossiers import dossier_for
from assetforge.app.money_places import project_mark
from assetforge.app.offers import registry
from assetforge.app.planning import situation
from assetforge.app.settings import user_settings
from assetforge.app.trade import account_here
from assetforge.core.digest import key_mark
from assetforge.execution.attempt import Attempt, AttemptState
from assetforge.execution.dossier import encode_dossier
from assetforge.execution.lost_order import call_text
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.providers.letzai.likeness import Likeness
from assetforge.providers.letzai.prospect import fit, prospect
from assetforge.providers.protocol import Origin
from assetforge.report.searched import Searched, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.adapters.store import FileStore
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.core.digest import Digest
    from assetforge.execution.dossier import Dossier
    from assetforge.lock.model import Made
    from assetforge.plan.facts import Ordered
    from assetforge.plan.model import Step
    from assetforge.providers.letzai.prospect import Prospect
    from assetforge.providers.letzai.recent import Recent
    from assetforge.providers.protocol import Input, Request

PROVIDER: Final = "letzai"
Dates: TypeAlias = Mapping[str, float | None]  # by job id, in seconds since 1970


def find_homes(
    project: Project,
    store: FileStore,
    jobs: Sequence[Recent],
    busy: frozenset[Digest],
    dates: Dates,
) -> Searched:
    """Find for jobs the attempts that they must have been; `taken` is not written yet.

    `busy` are keys with a live attempt, which need no other; `dates` tells of all recent jobs when
    they were ordered. Jobs of other projects are passed over, and so are those that the lock names.

    Raises:
        AssetforgeError: the project cannot be read.
    """
    if not jobs:
        return Searched()
    found = situation(project, Wishes(selection=Selection()), store, _nothing)
    mark = project_mark(found.reading.manifest.name)
    locked = {entry.made.job_id for entry in found.lock.entries.values()}
    own = [job for job in jobs if job.project == mark and job.job.id not in locked]
    wanted = list(_wanted(found, busy, dates))
    return _sorted_out([_fit(job, wanted) for job in own])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """An asset that is still to be made."""

    address: str
    dossier: Dossier
    prospect: Prospect
    is_under_way: bool
    since: float  # when the last of its inputs was ordered, as far as that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """A job, and the assets that it may be of."""

    job: Recent
    wanted: tuple[_Wanted, ...]
    is_sure: bool  # its token says so

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(each.address for each in self.wanted)


def _wanted(found: Situation, busy: frozenset[Digest], dates: Dates) -> Iterator[_Wanted]:
    able, settings = registry().capabilities[PROVIDER], user_settings().service(PROVIDER)
    steps = {step.address: step for step in found.plan.steps}
    for step in found.plan.steps:
        is_ours = step.action == "make" and step.ask.provider == PROVIDER
        if not is_ours or step.key is None or step.same_as:
            continue
        dossier = dossier_for(found, step)
        if len(dossier.inputs) != len(dossier.refs):
            continue  # an input is drawn here, and was not yet
        made = {each.name: steps[each.name].made for each in dossier.inputs if each.name in steps}
        would = prospect(_request(step, dossier, made), able, settings)
        if would is not None:
            yield _Wanted(
                address=step.address, dossier=dossier, prospect=would,
                is_under_way=step.key in busy, since=_since(made, dates),
            )  # fmt: skip


def _request(step: Step, dossier: Dossier, made: Mapping[str, Made | None]) -> Request:
    """Write the request as a build would, with inputs by who made them."""
    inputs = tuple(_with_origin(each, made.get(each.name)) for each in dossier.inputs)
    return replace(dossier.request(step.address), inputs=inputs)


def _with_origin(given: Input, made: Made | None) -> Input:
    if made is None:
        return given
    origin = Origin(
        provider=made.provider, kind=made.kind, result_id=made.result_id, url=made.url
    )  # fmt: skip
    return replace(given, origin=origin)  # of the lock too: it is compared, and never sent


def _since(made: Mapping[str, Made | None], dates: Dates) -> float:
    jobs = [each.job_id for each in made.values() if each is not None and each.job_id is not None]
    return max((dates.get(job) or 0 for job in jobs), default=0)


def _fit(job: Recent, wanted: Sequence[_Wanted]) -> _Fit:
    if job.key is None:
        return _Fit(job=job, wanted=_alike(job, wanted), is_sure=False)
    own = tuple(
        each
        for each in wanted
        if key_mark(each.dossier.key) == job.key and each.prospect.call_on(job.job.route)
    )
    return _Fit(job=job, wanted=own, is_sure=len(own) == 1)


def _alike(job: Recent, wanted: Sequence[_Wanted]) -> tuple[_Wanted, ...]:
    """List what a job looks like; no record shows enough to prove it."""
    able = registry().capabilities[PROVIDER]
    likely = {
        each.address: fit(each.prospect, job.candidate, able)
        for each in wanted
        if job.created is None or job.created >= each.since
    }
    same, alike = (
        tuple(each for each in wanted if likely.get(each.address) is kind)
        for kind in (Likeness.SAME, Likeness.ALIKE)
    )
    return same or alike


def _sorted_out(fits: Sequence[_Fit]) -> Searched:
    failed = [each.job for each in fits if each.job.phase == "failed"]
    alive = [each for each in fits if each.job.phase != "failed"]
    best: dict[str, _Fit] = {}
    for each in sorted(alive, key=_rank, reverse=True):
        if each.is_sure and not each.wanted[0].is_under_way:
            best.setdefault(each.wanted[0].address, each)
    taken = {each.job.job.id: _attempt(each.job, each.wanted[0]) for each in best.values()}
    left = [each for each in alive if each.job.job.id not in taken]
    unsure = [each for each in left if not each.is_sure and _is_open(each, best)]
    unclear = {each.job.job.id for each in unsure}
    return Searched(
        taken=tuple(taken.values()), failed=tuple(failed),
        unsure=tuple(Unsure(job=each.job, addresses=each.addresses) for each in unsure),
        rest=tuple(each.job for each in left if each.job.job.id not in unclear),
    )  # fmt: skip


def _rank(fit: _Fit) -> tuple[bool, float, str]:
    return fit.job.phase == "done", fit.job.created or 0, fit.job.job.id


def _is_open(fit: _Fit, best: Mapping[str, _Fit]) -> bool:
    """Say whether an asset that a job may be of would be bought."""
    return any(not each.is_under_way and each.address not in best for each in fit.wanted)


def _attempt(job: Recent, wanted: _Wanted) -> Attempt:
    assert job.intent is not None, "it carries our token"
    assert job.project is not None, "it carries our token"
    dossier, at = wanted.dossier, job.created or 0
    call = wanted.prospect.call_on(job.job.route)
    assert call is not None, "it was ordered on a route that is known"
    return Attempt(
        intent=job.intent, key=dossier.key, project=job.project, address=wanted.address,
        run="survey", provider=PROVIDER, account=account_here(PROVIDER), kind=dossier.kind,
        model=dossier.model, route=job.job.route, request=call_text(call), token=None,
        reserved=dossier.estimated.high, state=AttemptState.SUBMITTED, job=job.job.id,
        reason="found in a list", intended_at=at, submitted_at=at, made=encode_dossier(dossier),
    )  # fmt: skip


def _nothing(_key: Digest) -> Ordered | None:
    """Tell of no order: what is under way is known by its key."""
    return None
