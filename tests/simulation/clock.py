"""The clock of a process: it stands still while the machine sleeps, and its date may be wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.simulation.life import Life

INSTANT: Final = 1e-6  # seconds; nearer moments are the same


class ProcessClock:
    """Time as one process sees it."""

    def __init__(self, life: Life) -> None:
        self._life = life

    def now(self) -> float:
        """Tell the seconds that the machine was awake."""
        return self._life.machine.uptime

    def date(self) -> float:
        """Tell the date that the machine believes in."""
        return self._life.machine.date

    async def sleep(self, seconds: float) -> None:
        """Wait, longer where the lid is closed meanwhile."""
        end = self.now() + seconds
        while True:
            await asyncio.sleep(max(0.0, end - self.now()))
            await self._life.breathe()
            if self.now() >= end - INSTANT:
                return
