"""The person: decides what nobody else can, by looking at the service's own pages.

    an order that the service has as a job        `jobs resolve --job ID`
    one that it does not have, or has no job for  `jobs resolve --retry`
    a job that never ends, or is of no use        `jobs resolve --retry`, after a few builds
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetforge.execution.attempt import AttemptState, Change
from tests.simulation.clock import ProcessClock
from tests.simulation.life import Life
from tests.simulation.ports import SimulatedLedger

if TYPE_CHECKING:
    from random import Random

    from assetforge.execution.attempt import Attempt
    from tests.simulation.machine import Machine
    from tests.simulation.service import Service

PATIENCE: Final = 2  # builds that find a job as it was


class Person:
    """Somebody who takes their time."""

    def __init__(self, machine: Machine, service: Service, chance: Random) -> None:
        self._machine, self._service, self._chance = machine, service, chance
        self._seen: Counter[str] = Counter()
        self.given_up: set[str] = set()  # intents

    async def decide(self) -> None:
        """Settle every attempt that needs it."""
        for row in list(self._machine.pages.written.values()):
            if row.state is AttemptState.UNKNOWN:
                await self._settle(row)
            elif row.is_accepted:
                self._seen[row.intent] += 1
                if self._seen[row.intent] > PATIENCE:
                    await self._note(row, Change(state=AttemptState.ABANDONED, reason="retry"))

    async def _settle(self, row: Attempt) -> None:
        job = self._job_of(row)
        if job is None:
            await self._note(row, Change(state=AttemptState.ABANDONED, reason="retry"))
        else:
            await self._note(row, Change(state=AttemptState.SUBMITTED, job=job))

    def _job_of(self, row: Attempt) -> str | None:
        claimed = {other.job for other in self._machine.pages.written.values()}
        if row.provider != "letzai":
            return None
        intents = self._service.intents
        return next((id_ for id_, intent in intents.items() if intent == row.intent and id_ not in claimed), None)

    async def _note(self, row: Attempt, change: Change) -> None:
        life = Life("person", self._machine, self._chance)
        disk = self._machine.new_disk()
        disk.life = life
        await SimulatedLedger(life, disk, ProcessClock(life)).note(row.intent, change)
        if change.state is AttemptState.ABANDONED:
            self.given_up.add(row.intent)
