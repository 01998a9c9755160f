"""The machine: what the processes of one user share, and what becomes of it without power.

    store (blobs, records, staging) · ledger · turns · kept answers     one for all projects
    outputs · lock · sources                                            one for each project

Asleep, nothing runs and the monotonic clock stands still; only the date goes on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.fakes.disk import Disk
from tests.fakes.ledger import Pages
from tests.fakes.turns import Machine as TurnTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.simulation.chronicle import Chronicle
    from tests.simulation.life import Life

EPOCH: Final = 1_790_000_000.0  # seconds since 1970 at which every world begins


class LivingDisk(Disk):
    """The disk as a project's process sees it: each effect is a step of its life."""

    life: Life

    def effect(self, what: str) -> None:
        self.life.step(what)

    def synced(self, what: str) -> None:
        self.life.step(what)


@dataclass(slots=True, kw_only=True)
class Machine:
    """One machine and all that its processes share."""

    chronicle: Chronicle
    chance: Random
    skew: float = 0  # seconds that its date is ahead of the true one
    flushes: bool = True  # off: its ledger lies, and says that things are written which are not
    pages: Pages = field(default_factory=Pages)
    turns: TurnTable = field(default_factory=TurnTable)
    shelf: Disk = field(default_factory=Disk)  # of which all projects see the same blobs
    lives: list[Life] = field(default_factory=list["Life"])
    without_power: list[Callable[[], None]] = field(default_factory=list["Callable[[], None]"])
    losses: int = 0
    naps: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    @property
    def is_asleep(self) -> bool:
        """Whether the lid is closed."""
        return bool(self.naps) and true_time() < self.naps[-1][1]

    @property
    def uptime(self) -> float:
        """Seconds that it was awake: the monotonic clock."""
        now = true_time()
        return now - sum(min(now, end) - start for start, end in self.naps)

    @property
    def date(self) -> float:
        """Seconds since 1970, as this machine believes."""
        return EPOCH + true_time() + self.skew

    def new_disk(self) -> LivingDisk:
        """Give a project a place on the disk; what the store holds is the same for all."""
        shelf = self.shelf
        return LivingDisk(
            blobs=shelf.blobs, records=shelf.records, staged=shelf.staged,
            unsynced=shelf.unsynced, recorded=shelf.recorded, flushes=self.flushes,
        )  # fmt: skip

    def nap(self, seconds: float) -> None:
        """Close the lid for some time."""
        if not self.is_asleep:
            self.chronicle.tell("machine", f"sleeps for {seconds:.0f} s")
            now = true_time()
            self.naps.append((now, now + seconds))

    async def wake(self) -> None:
        """Wait until the lid is opened."""
        await asyncio.sleep(max(0.0, self.naps[-1][1] - true_time()))

    def lose_power(self) -> None:
        """End every process at once; of what was not flushed, anything may be left."""
        self.losses += 1
        self.chronicle.tell("machine", "loses its power")
        for life in self.lives:
            life.end()
        for cut in self.without_power:
            cut()
        self.pages.lose_power()
        self.shelf.lose_power(self.chance)


def true_time() -> float:
    """Seconds since the world began, for whoever stands outside of the machine."""
    return asyncio.get_running_loop().time()
