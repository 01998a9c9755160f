"""A process: one `assetforge build`, from its plan to its exit code, or one `jobs resume`.

The plan, the executor and the providers are the real ones; every port is simulated.
"""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.errors import AssetforgeError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import Budget
from assetforge.execution.desk import Desk, Terms
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.execution.ports import World
from assetforge.execution.resuming import resume_attempts
from assetforge.execution.run import Job, run_plan
from assetforge.execution.schedule import Limits
from assetforge.graph.build import build_graph
from assetforge.graph.select import Selection
from assetforge.manifest.budget import NO_BUDGET
from assetforge.manifest.model import Manifest
from assetforge.plan.build import Planner, Wishes, build_plan
from tests.simulation.clock import ProcessClock
from tests.simulation.downloads import SimulatedDownloads
from tests.simulation.life import LIFE, DeadError
from tests.simulation.owner import SimulatedOwner
from tests.simulation.ports import (
    SimulatedFacts,
    SimulatedLedger,
    SimulatedLockFile,
    SimulatedOutputs,
    SimulatedScribe,
    SimulatedSources,
    SimulatedStore,
    SimulatedTurns,
    SimulatedWorkshop,
)
from tests.simulation.wire import SimulatedWire

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from assetforge.execution.events import Event
    from assetforge.execution.model import Execution
    from assetforge.graph.model import Graph
    from assetforge.plan.facts import Market
    from assetforge.plan.model import Plan
    from tests.simulation.hazard import Hazard
    from tests.simulation.life import Life
    from tests.simulation.machine import LivingDisk
    from tests.simulation.network import Network
    from tests.simulation.owner import Spool
    from tests.simulation.ports import SimulatedChance
    from tests.simulation.projects import Project
    from tests.simulation.scenario import Limit, Scenario
    from tests.simulation.watch import Watch

    Done: TypeAlias = tuple[Exit, Execution | None]

EVERYTHING: Final = Wishes(selection=Selection())
ACCOUNT: Final = "abcdef01"
DRAIN: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What every process of a project finds around it."""

    scenario: Scenario
    market: Market
    network: Network
    spool: Spool
    watch: Watch
    disk: LivingDisk
    project: Project
    name: str

    @property
    def graph(self) -> Graph:
        """The project's graph."""
        return build_graph(
            Manifest(
                name=self.name, output="assets", budget=NO_BUDGET, assets=self.project, warnings=()
            )
        )

    @property
    def paths(self) -> dict[str, str]:
        """Where its sources lie, by address."""
        sources = (asset for asset in self.project.values() if asset.kind == "source")
        return {asset.address: asset.stem for asset in sources}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a process ended."""

    exit: Exit | None  # None: it was killed, or something happened that must not
    execution: Execution | None = None
    bug: BaseException | None = None
    run: str
    seconds: float  # that the machine was awake meanwhile


class Process:
    """One command: a build, or `jobs resume`."""

    def __init__(
        self, premises: Premises, life: Life, chance: SimulatedChance, limit: Limit
    ) -> None:
        self._premises, self._life, self._chance, self._limit = premises, life, chance, limit
        self._gate, self._clock = Gate(), ProcessClock(life)
        self.run = chance.intent()
        life.strike = self.strike
        premises.disk.life = life

    async def build(self) -> Ended:
        """Build to the end, or to wherever it is killed."""
        return await self._lived(self._built())

    async def resume(self) -> Ended:
        """Run `jobs resume`: take up whatever is live, of all projects, and order nothing."""
        return await self._lived(self._resumed())

    async def _lived(self, work: Coroutine[object, object, Done]) -> Ended:
        context = copy_context()
        context.run(LIFE.set, self._life)
        began = self._clock.now()
        loop = asyncio.get_running_loop()
        task = loop.create_task(work, context=context)
        await asyncio.wait((task,))
        execution, bug, code = None, None, None
        if not task.cancelled():
            bug = task.exception()
            if bug is None:
                code, execution = task.result()
            elif self._life.is_over and _is_death(bug):
                bug = None
        self._life.machine.chronicle.tell(self._life.name, f"ended: {code!r} {bug!r}")
        self._life.end()
        return Ended(
            exit=code, execution=execution, bug=bug, run=self.run,
            seconds=self._clock.now() - began,
        )  # fmt: skip

    def strike(self, hazard: Hazard) -> None:
        """Let something befall it."""
        if self._life.is_over:
            return
        machine = self._life.machine
        match hazard.kind:
            case "kill":
                self._life.end()
            case "power":
                machine.lose_power()
            case "suspend":
                machine.nap(hazard.seconds)
            case "stop":
                machine.chronicle.tell(self._life.name, "is told to stop")
                loop = asyncio.get_running_loop()
                loop.call_soon(self._gate.close, Exit.INTERRUPTED)

    async def _built(self) -> Done:
        premises = self._premises
        facts = SimulatedFacts(self._life, premises.disk, premises.paths)
        graph, lock = premises.graph, premises.disk.lock
        try:
            plan = build_plan(graph, lock, facts, premises.market, EVERYTHING)
        except AssetforgeError as error:
            return error.exit, None
        planner = Planner(lock=lock, facts=facts, market=premises.market, asked=plan.asked)
        job = Job(
            plan=plan, graph=graph, planner=planner, limits=self._limits(),
            stops_at_failure=False,
        )  # fmt: skip
        execution = await run_plan(job, self._world(facts, plan), self._gate)
        is_stopped = self._gate.closed_by is Exit.INTERRUPTED
        return Exit.INTERRUPTED if is_stopped else execution.exit, execution

    async def _resumed(self) -> Done:
        facts = SimulatedFacts(self._life, self._premises.disk, self._premises.paths)
        world, services = self._world(facts), self._premises.market.services
        buyer = open_buyer(world, services, self._gate, self.notice)
        assert buyer is not None, "there is a desk"
        live = [row for row in self._life.machine.pages.written.values() if row.is_live]
        errors = [each.error for each in await resume_attempts(live, buyer)]
        for error in errors:
            self._life.machine.chronicle.tell(self._life.name, f"    {error}")
        return (Exit.DONE if errors.count(None) == len(errors) else Exit.FAILED), None

    def notice(self, event: Event) -> None:
        """Be told what happens, as a progress line is."""
        text = getattr(event, "text", None)
        if text:
            self._life.machine.chronicle.tell(self._life.name, f"    {text}")

    def _limits(self) -> Limits:
        concurrency = self._premises.scenario.concurrency
        return Limits(
            total=self._premises.scenario.jobs, lanes={"letzai": concurrency, "letta": concurrency}
        )

    def _world(self, facts: SimulatedFacts, plan: Plan | None = None) -> World:
        life, disk, market = self._life, self._premises.disk, self._premises.market
        return World(
            store=SimulatedStore(life, disk), sources=SimulatedSources(life, disk),
            workshop=SimulatedWorkshop(life, disk), outputs=SimulatedOutputs(life, disk),
            lock_file=SimulatedLockFile(life, disk), clock=self._clock, observer=self,
            facts=facts, providers=market.offers, desk=self._desk(plan),  # type: ignore[arg-type]  # every offer of this market is a provider
        )  # fmt: skip

    def _desk(self, plan: Plan | None) -> Desk:
        life, premises = self._life, self._premises
        wire = SimulatedWire(life, premises.disk, premises.network, premises.watch)
        return Desk(
            wires={"letzai": wire, "letta": wire},
            downloads=SimulatedDownloads(life, premises.disk, premises.network),
            ledger=SimulatedLedger(life, premises.disk, self._clock),
            turns=SimulatedTurns(life), owner=SimulatedOwner(life, premises.disk, premises.spool),
            chance=self._chance,
            terms={name: self._terms(name, plan) for name in ("letzai", "letta")},
            project=sha256(premises.name.encode()).hexdigest()[:12], run=self.run,
            process=life.name, scribe=SimulatedScribe(life, premises.disk), drain=DRAIN,
        )  # fmt: skip

    def _terms(self, provider: str, plan: Plan | None) -> Terms:
        scenario, limit = self._premises.scenario, self._limit
        planned = None if plan is None else plan.costs().get(provider)
        agreed = None if planned is None else planned.high
        known = [each for each in (_credits(limit.run), agreed) if each is not None]
        return Terms(
            account=ACCOUNT, concurrency=scenario.concurrency,
            webhook=scenario.webhook if provider == "letzai" else None,
            budget=Budget(
                run=min(known, default=None), day=_credits(limit.day), asset=_credits(limit.asset)
            ),
        )  # fmt: skip


def _credits(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _is_death(error: BaseException) -> bool:
    inner: Sequence[BaseException] = getattr(error, "exceptions", ())
    return (
        all(map(_is_death, inner))
        if inner
        else isinstance(error, DeadError | asyncio.CancelledError)
    )
