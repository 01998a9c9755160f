"""Adopting: an existing result of a service comes under management, for 0 credits.

asset, its inputs built ─▶ job, asked for by id ─ fits? agreed? ─▶ store, under the present key
                                                                    └▶ output and lock: a build
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.run_lock import RunLock
from assetforge.adapters.signals import listening
from assetforge.adapters.state_folder import StateFolders
from assetforge.adapters.store import FileStore
from assetforge.app.adopting_refusals import (
    has_no_job,
    inputs_missing,
    is_no_service,
    is_other_kind,
    is_under_way,
    names_several,
    nobody_agreed,
    said_no,
    still_ordered,
)
from assetforge.app.asking import Inquiry
from assetforge.app.building import Audience, BuildOptions, Built, build_project
from assetforge.app.buying import premises_of
from assetforge.app.consent import Consent
from assetforge.app.dossiers import dossier_for
from assetforge.app.ledger import all_attempts
from assetforge.app.offers import registry
from assetforge.app.planning import situation
from assetforge.app.project import ANCHOR
from assetforge.app.settings import user_settings
from assetforge.app.trade import Purse, open_desk, require_keys
from assetforge.execution.adopting import adopt
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_shop
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.providers.letzai.adoption import Candidate, candidate, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.core.digest import Digest
    from assetforge.execution.dossier import Dossier
    from assetforge.execution.purchase import Bought
    from assetforge.plan.model import Step

KEEPING_JOBS: Final = "letzai"  # the only service whose results can be asked for by a job's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What is to be adopted, and who agrees where it is not quite what the asset asks for."""

    asset: str
    job: str
    says_yes: bool = False
    ask: Callable[[str], bool] | None = None  # None: there is no terminal
    lock_timeout: float = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What was adopted, and the build that put it in its place."""

    bought: Bought
    differences: tuple[str, ...]
    built: Built


def adopt_job(project: Project, adoption: Adoption, audience: Audience) -> Adopted:
    """Bring a job's result under management as the result of an asset.

    Raises:
        UsageError: the asset or the job is none that this can be done with.
        RefusedError, UndecidedError: it differs from what the asset asks for; nobody agreed.
        AssetforgeError: the service, the store or the ledger does not answer.
    """
    StateFolders(project.root, project.own_folders, project.later_folders).make(ANCHOR)
    lock = RunLock(
        Path(project.run_lock), command="assetforge adopt", timeout=adoption.lock_timeout,
        waiting=audience.tell,
    )  # fmt: skip
    with lock, FileStore(project.store) as store:
        wishes = Wishes(selection=Selection(targets=(adoption.asset,)))
        found = situation(project, wishes, store)
        gate = Gate()
        bought, told = asyncio.run(_adopted(found, adoption, store, gate, audience))
    options = BuildOptions(
        wishes=wishes, consent=Consent(spends_nothing=True), lock_timeout=adoption.lock_timeout,
        command="assetforge adopt",
    )  # fmt: skip
    built = build_project(project, options, audience)
    return Adopted(bought=bought, differences=told, built=built)


async def _adopted(
    found: Situation, adoption: Adoption, store: FileStore, gate: Gate, audience: Audience
) -> tuple[Bought, tuple[str, ...]]:
    step = _step(found, adoption)
    require_keys((KEEPING_JOBS,))
    dossier, clock = dossier_for(found, step), SystemClock()
    purse = Purse(project=found.reading.manifest.name, state=found.project.state)
    service = registry().services[KEEPING_JOBS]
    async with open_desk(purse, clock) as desk:
        with listening(gate.close):
            job = await _candidate(adoption, step, Inquiry(desk, clock))
            told = _doubts(job, step, dossier)
            _seek_agreement(adoption, told)
            with premises_of(store) as premises:
                shop = open_shop(premises, desk, gate, audience.observer.notice)
                return await adopt(service, shop, dossier, job.job), told


def _step(found: Situation, adoption: Adoption) -> Step:
    """Find the step of the asset, which must be one that a service with jobs makes."""
    step = next((each for each in found.plan.steps if each.address == adoption.asset), None)
    if step is None:
        raise names_several(adoption.asset, [each.address for each in found.plan.steps])
    if step.ask.provider != KEEPING_JOBS:
        raise is_no_service(step)
    if step.key is None:
        inputs = found.reading.graph.inputs(step.address)
        made = {each.address: each.made is not None for each in found.plan.steps}
        raise inputs_missing(step, [name for name in inputs if not made.get(name, True)])
    _refuse_orders(step, step.key, adoption.job)
    return step


def _refuse_orders(step: Step, key: Digest, job: str) -> None:
    for attempt in (each for each in all_attempts() if each.is_live):
        if attempt.key == key:
            raise is_under_way(step, attempt)
        if attempt.job == job and attempt.provider == step.ask.provider:
            raise still_ordered(attempt)


async def _candidate(adoption: Adoption, step: Step, inquiry: Inquiry) -> Candidate:
    dialect = user_settings().service(KEEPING_JOBS).dialect
    talk = candidate(adoption.job, step.ask.kind, dialect)
    job = await inquiry.hear(KEEPING_JOBS, talk)
    if job is None:
        raise has_no_job(adoption.job)
    if job.kind != step.ask.kind:
        raise is_other_kind(step, job.job, job.kind)
    return job


def _doubts(job: Candidate, step: Step, dossier: Dossier) -> tuple[str, ...]:
    able = registry().capabilities[KEEPING_JOBS]
    told = differences(job, replace(dossier.request(step.address), inputs=()), able)
    other = step.made
    if other is None or other.job_id == job.job.id:
        return told
    name = "another result" if other.job_id is None else f"the result of job {other.job_id}"
    return (*told, f"the store has {name} for it, which gives way")


def _seek_agreement(adoption: Adoption, doubts: Sequence[str]) -> None:
    if not doubts or adoption.says_yes:
        return
    if adoption.ask is None:
        raise nobody_agreed(adoption.asset, adoption.job, doubts)
    if not adoption.ask(f"{'; '.join(doubts)}. Adopt it for `{adoption.asset}` all the same?"):
        raise said_no()
