"""A desk of fakes, and what of it outlives a build: the ledger's pages, the turns, the cloud.

Bureau ── desk(run) ──▶ Desk      one for each build, or process
   ├───── pages, machine, web     stay, as a disk and a machine do
   └───── clouds                  the far sides of the services, by name
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.execution.attempt import Budget
from assetforge.execution.desk import Desk, Terms
from assetforge.execution.order import order_among
from tests.fakes.cloud import Cloud, CloudWire
from tests.fakes.downloads import MemoryDownloads
from tests.fakes.ledger import MemoryLedger, Pages
from tests.fakes.turns import Machine, MemoryTurns
from tests.fakes.virtual_time import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt, Change
    from assetforge.execution.desk import Owner
    from assetforge.plan.facts import Ordered
    from assetforge.providers.instruction import Answer, Call
    from tests.fakes.disk import Disk

PROJECT = "0123456789ab"
ACCOUNT = "abcdef01"


class EpochClock(VirtualClock):
    """A virtual clock whose date goes on from build to build, though each begins at 0."""

    def __init__(self) -> None:
        self.epoch = 1_790_000_000.0
        self._latest = 0.0

    def now(self) -> float:
        self._latest = max(self._latest, super().now())
        return super().now()

    def date(self) -> float:
        return self.now() + self.epoch

    def next_build(self, pause: float = 1) -> None:
        """Let some time go by after a build."""
        self.epoch += self._latest + pause
        self._latest = 0.0


class CountingChance:
    """Names in order, and shares that are always the same."""

    def __init__(self) -> None:
        self._count = 0

    def intent(self) -> str:
        self._count += 1
        return f"{'a' * 22}{self._count:04d}".translate(str.maketrans("0189", "wxyz"))

    def share(self) -> float:
        return 0.5


class MemoryScribe:
    """Writes into the staging area of a disk in memory."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    async def write(self, path: str, data: bytes) -> None:
        self._disk.effect(f"write {path}")
        self._disk.staged[path] = data


class MemoryRescue:
    """Keeps what it is given, and says so."""

    def __init__(self) -> None:
        self.saved: list[tuple[Attempt, Change]] = []

    async def save(self, attempt: Attempt, change: Change) -> str:
        self.saved.append((attempt, change))
        return f"saved beside the project: {change.job}"


class NoOwner:
    """The owner of a machine that has no synchronous service."""

    async def prepare(self, intent: str) -> None:
        raise AssertionError(intent)

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        raise AssertionError(intent, provider, call, files)

    async def collect(self, intent: str) -> Answer | None:
        del intent
        return None

    async def forget(self, intent: str) -> None:
        del intent


@dataclass(slots=True)
class Bureau:
    """What builds share."""

    disk: Disk
    clock: EpochClock = field(default_factory=EpochClock)
    pages: Pages = field(default_factory=Pages)
    machine: Machine = field(default_factory=Machine)
    chance: CountingChance = field(default_factory=CountingChance)
    rescue: MemoryRescue = field(default_factory=MemoryRescue)
    owner: Owner = field(default_factory=NoOwner)
    terms: Terms = field(default_factory=lambda: Terms(account=ACCOUNT, backoff=0.5))
    drain: float = 60
    misfits: dict[str, str] = field(default_factory=dict[str, str])
    downloads: MemoryDownloads = field(init=False)
    clouds: dict[str, Cloud] = field(init=False)
    wires: dict[str, CloudWire] = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.downloads = MemoryDownloads(self.disk)
        self.clouds = {"cloud": Cloud(self.downloads, self.clock)}
        self.wires = {name: CloudWire(cloud) for name, cloud in self.clouds.items()}

    @property
    def cloud(self) -> Cloud:
        return self.clouds["cloud"]

    @property
    def attempts(self) -> list[Attempt]:
        return list(self.pages.written.values())

    def attempt(self, address: str) -> Attempt:
        """Find the newest attempt for an asset."""
        return [row for row in self.attempts if row.address == address][-1]

    def states(self, address: str) -> list[str]:
        """List how the attempts for an asset ended, oldest first."""
        return [row.state.value for row in self.attempts if row.address == address]

    def lose_power(self) -> None:
        """Forget what was not on the disk, and everything that ran."""
        self.pages.lose_power()
        self.machine.held.clear()
        self.disk.restart()

    def limit(self, **limits: int) -> None:
        """Set limits of credits."""
        budget = Budget(**{name: Decimal(limit) for name, limit in limits.items()})
        self.terms = replace(self.terms, budget=budget)

    def orders(self) -> dict[Digest, Ordered]:
        """List what is not finished, as a plan is told of it."""
        rows: defaultdict[Digest, list[Attempt]] = defaultdict(list)
        for row in self.attempts:
            rows[row.key].append(row)
        found = {key: order_among(mine, PROJECT) for key, mine in rows.items()}
        return {key: order for key, order in found.items() if order is not None}

    def desk(self) -> Desk:
        """Open the desk for one build."""
        self.runs += 1
        return Desk(
            wires=self.wires, downloads=self.downloads,
            ledger=MemoryLedger(self.disk, self.clock, self.pages), turns=MemoryTurns(self.machine),
            owner=self.owner, chance=self.chance, terms=dict.fromkeys(self.clouds, self.terms),
            project=PROJECT, run=f"run-{self.runs}", scribe=MemoryScribe(self.disk),
            rescue=self.rescue, drain=self.drain, misfits=self.misfits,
        )  # fmt: skip
