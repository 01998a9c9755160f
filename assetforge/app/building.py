"""Building: plan, agree, carry out, note. The only use case that writes a lock."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.build_ports import BuildLockFile, BuildOutputs, BuildSources, BuildStore
from assetforge.adapters.clock import SystemClock, seconds_since_1970
from assetforge.adapters.files import remove_leftovers
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.adapters.project_files import ProjectFiles
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_return import find_rescues
from assetforge.adapters.run_lock import RunLock
from assetforge.adapters.signals import listening
from assetforge.adapters.state_folder import StateFolders
from assetforge.adapters.store import FileStore
from assetforge.adapters.workshop import Workshop, processors
from assetforge.app.agreed import NOTHING_AGREED
from assetforge.app.asking import Inquiry
from assetforge.app.consent import Consent, keep_limits, keep_policy, seek_consent
from assetforge.app.definitions import FileDefinitions
from assetforge.app.edited import edited_meanwhile
from assetforge.app.jobs import return_rescues
from assetforge.app.jobs_leftovers import close_brought, sweep_calls
from assetforge.app.ledger_loss import suspected_loss
from assetforge.app.money_places import money_places
from assetforge.app.network import is_offline
from assetforge.app.noting import note_build
from assetforge.app.offers import market, registry
from assetforge.app.online import roll_for_build
from assetforge.app.planning import refuse_changes, situation
from assetforge.app.project import ANCHOR
from assetforge.app.pruning import prune
from assetforge.app.sellers import keepers, needs_services, sellers
from assetforge.app.settings import user_settings
from assetforge.app.trade import (
    DRAIN_SECONDS,
    DRAIN_SECONDS_IN_CI,
    Purse,
    open_desk,
    require_keys,
    require_keys_to_fetch,
)
from assetforge.app.trust import doubt, require_trust
from assetforge.core.errors import DamagedError, StorageError
from assetforge.execution.gate import Gate
from assetforge.execution.ports import World
from assetforge.execution.run import Job, run_plan
from assetforge.execution.schedule import Limits
from assetforge.lock.codec import refuse_newer_revision
from assetforge.plan.build import Planner

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from assetforge.app.agreed import Agreed
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.core.exits import Exit
    from assetforge.execution.model import Execution
    from assetforge.execution.ports import Observer
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Plan

FINISHING: Final = 4  # steps beside a service's jobs at once: they wait for a place, or bring home


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a build is to go about it."""

    wishes: Wishes
    consent: Consent
    agreed: Agreed = NOTHING_AGREED
    jobs: int | None = None  # at once, in all; None: as many as each provider allows
    stops_at_failure: bool = False
    is_locked: bool = False
    prunes: bool = False  # remove the files of assets that the manifest no longer has
    lock_timeout: float = 600  # seconds to wait for another build of this project
    command: str = "assetforge build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who is told what while a build runs."""

    planned: Callable[[Situation], None]
    observer: Observer
    tell: Callable[[str], None]
    leave: Callable[[], None] = lambda: None  # told last, where a build is left at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did; `execution` is None where somebody said no."""

    situation: Situation
    execution: Execution | None
    stopped_by: Exit | None = None


def build_project(project: Project, options: BuildOptions, audience: Audience) -> Built:
    """Carry out what the project needs.

    Raises:
        AssetforgeError: it cannot be planned, is not allowed, or another build does not end.
        UntrustedError: it is none of a draft, in a run that is not trusted.
    """
    if not project.is_draft:
        require_trust("a build")
    StateFolders(project.root, project.own_folders, project.later_folders).make(ANCHOR)
    with (
        RunLock(
            Path(project.run_lock), command=options.command, timeout=options.lock_timeout,
            waiting=audience.tell,
        ),
        options.agreed.turn(
            command=options.command, timeout=options.lock_timeout, waiting=audience.tell
        ),
        FileStore(project.store) as store,
    ):  # fmt: skip
        if not doubt():  # what lies here may be anybody's; the ledger is the user's
            _take_rescues_in(project, audience)
            close_brought(store)
            sweep_calls(Path(project.state))
        found = situation(project, options.agreed.wishes(project, options.wishes), store)
        if options.is_locked:
            refuse_changes(found)
        if not all(step.is_locked for step in found.plan.steps):
            refuse_newer_revision(found.lock)
        audience.planned(found)
        _tell_of_loss(found, audience)
        options.agreed.refuse_more(found)
        keep_policy(found.plan, found.reading.manifest.budget)
        keep_limits(found.plan, options.consent, found.reading.manifest.budget.max_credits)
        require_keys(sellers(found.plan, registry().services))  # before anybody is asked to agree
        require_keys_to_fetch(keepers(found.plan, found.reading.graph))
        if not seek_consent(found.plan, options.consent):
            return Built(situation=found, execution=None)
        options.agreed.begin(found)
        return _carry_out(found, options, audience, store)


def _tell_of_loss(found: Situation, audience: Audience) -> None:
    told = suspected_loss(found)
    if told:
        audience.tell(told)


def _take_rescues_in(project: Project, audience: Audience) -> None:
    """Write into the ledger what an earlier run could not, before anything is concluded from it."""
    rescues = find_rescues(rescue_folders(Path(project.state)))
    for each in return_rescues(money_places().ledger, rescues):
        audience.tell(
            f"{each.path} tells of an order of `{each.attempt.address}` and does not fit the "
            "ledger; `assetforge jobs` says more"
        )


def _carry_out(
    found: Situation, options: BuildOptions, audience: Audience, store: FileStore
) -> Built:
    gate = Gate()
    _clean_up_after_killed_builds(found, store)
    workshop = Workshop()
    try:
        world = _world(found, store, workshop, audience)
        execution = asyncio.run(
            _run(_job(found, options), world, _purse(found, options), gate, audience)
        )
    finally:
        workshop.close()
    execution = replace(execution, faults=(*execution.faults, *edited_meanwhile(found)))
    if options.prunes and not execution.exit:
        execution = replace(execution, lock=prune(found, execution.lock, store, audience.tell))
        found = replace(found, plan=replace(found.plan, orphans=()))
    try:
        if not execution.exit and not execution.left:
            options.agreed.finish()
        note_build(found, execution, store)
    except (StorageError, DamagedError) as error:  # what was built is told all the same
        audience.tell(f"nothing was noted for the next build: {error.what}")
    return Built(situation=found, execution=execution, stopped_by=gate.closed_by)


def _clean_up_after_killed_builds(found: Situation, store: FileStore) -> None:
    """Remove what was half written; and tell the store first which lock refers to it."""
    store.remember(found.project.lock, found.lock, now=seconds_since_1970())
    store.sweep_staging()
    Outputs(found.project.outputs).sweep(step.output for step in found.plan.steps)
    memo = Path(found.project.memo)
    remove_leftovers(memo.parent, memo.name)


async def _run(
    job: Job, world: World, purse: Purse | None, gate: Gate, audience: Audience
) -> Execution:
    with listening(gate.close, audience.leave):
        if purse is None:
            return await run_plan(job, world, gate)
        async with open_desk(purse, world.clock) as desk:
            roll = await roll_for_build(job.plan, Inquiry(desk, world.clock), audience.tell)
            return await run_plan(job, replace(world, desk=desk, roll=roll), gate)


def _purse(found: Situation, options: BuildOptions) -> Purse | None:
    """Say what may be spent; None where everything is made here, as in most builds."""
    services = registry().services
    if is_offline() or not needs_services(found.plan, found.reading.graph, services):
        return None
    manifest, consent = found.reading.manifest, options.consent
    limits = {
        name: limit
        for name in services
        if (limit := _limit(found.plan, name, consent.limit_for(name, manifest.budget.max_credits)))
        is not None
    }
    return Purse(
        project=manifest.name, state=found.project.state, limits=limits,
        drain=DRAIN_SECONDS_IN_CI if consent.in_ci else DRAIN_SECONDS,
    )  # fmt: skip


def _limit(plan: Plan, provider: str, limit: Decimal | None) -> Decimal | None:
    """Find what holds for a provider: a limit, or the plan's own upper end that was agreed to."""
    planned = plan.costs().get(provider)
    agreed = None if planned is None else planned.high
    known = [each for each in (limit, agreed) if each is not None]
    return min(known, default=None)


def _job(found: Situation, options: BuildOptions) -> Job:
    offers = market()
    settings = user_settings()
    lanes = {
        name: settings.service(name).concurrency + FINISHING
        if name in offers.services
        else processors()
        for name in offers.offers
    }
    return Job(
        plan=found.plan, graph=found.reading.graph,
        planner=Planner(
            lock=found.lock, facts=found.facts, market=offers, asked=found.plan.asked,
            addresses=frozenset(found.reading.graph.assets),
        ),
        limits=Limits(total=options.jobs or sum(lanes.values()), lanes=lanes),
        stops_at_failure=options.stops_at_failure,
    )  # fmt: skip


def _world(found: Situation, store: FileStore, workshop: Workshop, audience: Audience) -> World:
    project, clock = found.project, SystemClock()
    return World(
        store=BuildStore(store, project.outputs, audience.tell),
        sources=BuildSources(ProjectFiles(project.root)),
        workshop=workshop,
        outputs=BuildOutputs(Outputs(project.outputs)),
        lock_file=BuildLockFile(LockFile(project.lock, rescues=(project.state,))),
        clock=clock,
        observer=audience.observer,
        facts=found.facts,
        providers=registry().makers,
        definitions=FileDefinitions(found, market(), clock),
    )
