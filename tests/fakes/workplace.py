"""A workplace: a project on a disk in memory, planned and built by the real code.

Workplace ── assets ──▶ graph ──▶ plan ──▶ build ──▶ Built: what the plan said, what happened
    ├─────── disk       stays from build to build
    └─────── paid, other, here: two providers that charge, and one that does not
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from assetforge.core.errors import StorageError
from assetforge.execution.gate import Gate
from assetforge.execution.ports import World
from assetforge.execution.run import Job, run_plan
from assetforge.execution.schedule import Limits
from assetforge.graph.build import build_graph
from assetforge.graph.select import Selection
from assetforge.lock.moved import renamed
from assetforge.manifest.budget import NO_BUDGET
from assetforge.manifest.model import Asset, Manifest, Origin
from assetforge.plan.build import Planner, Wishes, build_plan
from assetforge.plan.facts import Market
from tests.fakes.desk import Bureau
from tests.fakes.disk import Disk, PowerLoss, picture
from tests.fakes.needy import Needy
from tests.fakes.ports import (
    EditedDefinitions,
    ListeningObserver,
    MemoryFacts,
    MemoryLockFile,
    MemoryOutputs,
    MemorySources,
    MemoryStore,
    MemoryWorkshop,
)
from tests.fakes.providers import FakeProvider
from tests.fakes.service import FakeService
from tests.fakes.virtual_time import VirtualClock, run

if TYPE_CHECKING:
    from assetforge.core.media import Blob
    from assetforge.core.names import Kind
    from assetforge.core.values import Json
    from assetforge.execution.model import Ending, Execution
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.model import Action, Plan
    from assetforge.providers.instruction import Piece
    from assetforge.providers.protocol import Provider
    from assetforge.providers.service import Service
    from tests.fakes.cloud import Cloud

EVERYTHING = Wishes(selection=Selection())


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a plan said and what the build did."""

    plan: Plan
    execution: Execution
    observer: ListeningObserver
    lock_file: MemoryLockFile
    workshop: MemoryWorkshop

    def ended(self, *endings: Ending) -> set[str]:
        outcomes = self.execution.outcomes
        return {name for name, outcome in outcomes.items() if outcome.ending in endings}

    def planned(self, *actions: Action) -> set[str]:
        return {step.address for step in self.plan.steps if step.action in actions}


class Workplace:
    """A project and everything around it. Assets are added inputs first."""

    def __init__(self) -> None:
        self.assets: dict[str, Asset] = {}
        self.moved: dict[str, str] = {}  # old name → new name
        self.disk = Disk()
        self.paid, self.other = FakeProvider("paid"), FakeProvider("other")
        self.here = FakeProvider("here", is_local=True)
        self.unable: frozenset[str] = frozenset()  # providers that the config lacks something for
        self.services: dict[str, Service] = {}
        self.played: frozenset[str] = frozenset()  # services that a sandbox stands in for
        self.bureau: Bureau | None = None  # None: nothing can be bought
        self.service = FakeService()
        self.limits = Limits(total=6, lanes={"paid": 3, "here": 2})
        self.stops_at_failure = False
        self.lock_refuses = 0  # writes of the lock that fail
        self.is_full = False  # whether the store's disk takes nothing more
        self.lock_seconds = 0.0  # of virtual time that a write takes
        self.definitions = EditedDefinitions()

    @classmethod
    def with_cloud(cls) -> Workplace:
        """Make a workplace where things can be bought from the service `cloud`."""
        workplace = cls()
        workplace.bureau = Bureau(workplace.disk)
        workplace.services = {workplace.service.name: workplace.service}
        return workplace

    @property
    def cloud(self) -> Cloud:
        return self.open_bureau.cloud

    @property
    def open_bureau(self) -> Bureau:
        assert self.bureau is not None
        return self.bureau

    def __repr__(self) -> str:
        """Draw the project on a few lines, for the reader of a failed test."""
        return "\n".join(
            f"{asset.stem}{asset.extension or ''} = {asset.provider}.{asset.kind}"
            f"({', '.join(asset.inputs)}) {dict(asset.params)}"
            for asset in self.assets.values()
        )

    def source(self, address: str, text: str = "") -> None:
        path = f"brand/{address}.png"
        self.disk.sources[path] = picture(text or address)
        self.assets[address] = replace(_asset(address, "source"), stem=path)

    def add(
        self, address: str, *inputs: str, by: str = "paid", kind: Kind | None = None, **params: Json
    ) -> None:
        usual: Kind = "edit" if inputs else "image"
        words: dict[str, Json] = {"prompt": address, "look": address, **params}
        self.assets[address] = replace(
            _asset(address, kind or usual), provider=by, inputs=inputs, params=words
        )

    def change(self, address: str, **params: Json) -> None:
        asset = self.assets[address]
        self.assets[address] = replace(asset, params={**asset.params, **params})

    def move(self, address: str, stem: str, extension: str | None = None) -> None:
        self.assets[address] = replace(self.assets[address], stem=stem, extension=extension)

    @property
    def lock(self) -> Lock:
        """The lock by the names that assets have now."""
        return renamed(self.disk.lock, self.moved)

    def edit_output(self, address: str, text: str = "by hand") -> bytes:
        data = picture(text)
        self.disk.outputs[self.disk.lock.entries[address].output] = data
        return data

    @property
    def graph(self) -> Graph:
        return build_graph(
            Manifest(
                name="test", output="assets", budget=NO_BUDGET, assets=self.assets, warnings=()
            )
        )

    @property
    def facts(self) -> MemoryFacts:
        sources = (asset for asset in self.assets.values() if asset.kind == "source")
        paths = {asset.address: asset.stem for asset in sources}
        facts = MemoryFacts(self.disk, paths)
        if self.bureau is not None:
            facts.look = self.bureau.orders
        return facts

    @property
    def makers(self) -> dict[str, FakeProvider]:
        return {each.name: each for each in (self.paid, self.other, self.here)}

    @property
    def providers(self) -> dict[str, Provider]:
        known: tuple[Provider, ...] = (*self.makers.values(), *self.services.values())
        return {each.name: each for each in known}

    @property
    def market(self) -> Market:
        needy = {name: cast("Service", Needy()) for name in self.unable}
        return Market(
            offers=self.providers, services={**self.services, **needy}, played=self.played
        )

    def plan(self, wishes: Wishes = EVERYTHING, facts: MemoryFacts | None = None) -> Plan:
        return build_plan(self.graph, self.lock, facts or self.facts, self.market, wishes)

    def build(
        self,
        wishes: Wishes = EVERYTHING,
        *,
        gate: Gate | None = None,
        observer: ListeningObserver | None = None,
        plan: Plan | None = None,
        facts: MemoryFacts | None = None,
    ) -> Built:
        built = self.building(wishes, gate=gate, observer=observer, plan=plan, facts=facts)
        try:
            return run(built)
        finally:
            if self.bureau is not None:
                self.bureau.clock.next_build()

    def build_until_power_goes(self, effects: int, gate: Gate | None = None) -> bool:
        """Build, and lose the power before the n-th effect; say whether it went."""
        self.disk.fails_at = len(self.disk.effects) + effects
        try:
            self.build(gate=gate)
        except BaseException as loss:
            if not is_power_loss(loss):
                raise
            return True
        finally:
            self.open_bureau.lose_power()
        return False

    async def building(
        self,
        wishes: Wishes = EVERYTHING,
        *,
        gate: Gate | None = None,
        observer: ListeningObserver | None = None,
        plan: Plan | None = None,
        facts: MemoryFacts | None = None,
    ) -> Built:
        """Build in a loop that runs already, perhaps beside another build."""
        facts = facts or self.facts
        planned = plan or self.plan(wishes, facts)
        world = self.world(facts, observer)
        job = Job(
            plan=planned, graph=self.graph, limits=self.limits,
            planner=Planner(
                lock=self.lock, facts=facts, market=self.market, asked=planned.asked,
                addresses=frozenset(self.assets),
            ),
            stops_at_failure=self.stops_at_failure,
        )  # fmt: skip
        execution = await run_plan(job, world, gate or Gate())
        return Built(
            plan=planned, execution=execution, observer=world.observer,
            lock_file=world.lock_file, workshop=world.workshop,
        )  # fmt: skip

    def world(
        self, facts: MemoryFacts | None = None, observer: ListeningObserver | None = None
    ) -> MemoryWorld:
        disk = self.disk
        return MemoryWorld(
            store=FullStore(disk) if self.is_full else MemoryStore(disk),
            sources=MemorySources(disk), workshop=MemoryWorkshop(disk),
            outputs=MemoryOutputs(disk), facts=facts or self.facts,
            clock=VirtualClock() if self.bureau is None else self.bureau.clock,
            desk=None if self.bureau is None else self.bureau.desk(),
            lock_file=MemoryLockFile(disk, self.lock_refuses, self.lock_seconds),
            observer=observer or ListeningObserver(), providers=self.providers,
            definitions=self.definitions,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWorld(World):
    """A world of fakes, whose types say so."""

    observer: ListeningObserver
    lock_file: MemoryLockFile
    workshop: MemoryWorkshop


class FullStore(MemoryStore):
    """A store whose disk is full."""

    async def keep(self, piece: Piece) -> Blob:
        raise _disk_full(piece.path)


def _disk_full(path: str) -> StorageError:
    return StorageError(f"the disk is full: {path} cannot be kept")


def is_power_loss(error: BaseException) -> bool:
    """Say whether this, or everything in a group, is a loss of power."""
    inner: tuple[BaseException, ...] = getattr(error, "exceptions", ())
    return all(map(is_power_loss, inner)) if inner else isinstance(error, PowerLoss)


def _asset(address: str, kind: Kind) -> Asset:
    return Asset(
        address=address, name=address.partition("@")[0], kind=kind, cell={}, provider="",
        model=None, inputs=(), params={}, notes={}, stem=f"assets/{address}", extension=None,
        origin=Origin(file="assets.toml", path=(kind, address)), written=frozenset(), homes={},
    )  # fmt: skip
