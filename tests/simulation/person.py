"""The person: decides what nobody else can, by looking at the service's own pages.

an order that the service has as a job        `jobs resolve --job ID`
one that it does not have, or has no job for  `jobs resolve --retry`
a job that never ends, or is of no use        `jobs resolve --retry`, after some builds
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetforge.execution.attempt import AttemptState, Change
from tests.fakes.turns import MemoryTurns
from tests.simulation.clock import ProcessClock
from tests.simulation.life import Life
from tests.simulation.ports import SimulatedLedger

if TYPE_CHECKING:
    from random import Random

    from assetforge.execution.attempt import Attempt
    from tests.simulation.machine import Machine
    from tests.simulation.service import Service

PATIENCE: Final = 2  # looks at a job that stays as it is


class Person:
    """Somebody who takes their time."""

    def __init__(self, machine: Machine, service: Service, chance: Random) -> None:
        self._machine, self._service, self._chance = machine, service, chance
        self._looks: Counter[str] = Counter()
        self.given_up: set[str] = set()  # intents

    async def decide(self) -> None:
        """Settle every attempt that needs it, and that no build is at."""
        for intent, row in list(self._machine.pages.written.items()):
            change = self._change(row)
            if change is not None and row.key not in self._machine.turns.held:
                async with MemoryTurns(self._machine.turns).hold(row.key):
                    await self._note(intent, change)

    def _change(self, row: Attempt) -> Change | None:
        if row.state is AttemptState.UNKNOWN:
            job = self._job_of(row)
            if job is not None:
                return Change(state=AttemptState.SUBMITTED, job=job)
            return Change(state=AttemptState.ABANDONED, reason="a person said retry")
        if row.is_accepted:
            self._looks[row.intent] += 1
            if self._looks[row.intent] > PATIENCE:
                return Change(state=AttemptState.ABANDONED, reason="a person said retry")
        return None

    def _job_of(self, row: Attempt) -> str | None:
        """Find an order's job on the service's pages; Letta has none to show."""
        claimed = {other.job for other in self._machine.pages.written.values()}
        jobs = (job for job, intent in self._service.intents.items() if intent == row.intent)
        if row.provider != "letzai":
            return None
        return next((job for job in jobs if job not in claimed), None)

    async def _note(self, intent: str, change: Change) -> None:
        life = Life("person", self._machine, self._chance)
        disk = self._machine.new_disk()
        disk.life = life
        if change.state is AttemptState.ABANDONED:
            self.given_up.add(intent)
        await SimulatedLedger(life, disk, ProcessClock(life)).note(intent, change)
