"""The machine: what the processes of one user share, and what becomes of it without power.

    store (blobs, records, staging) · ledger · turns · spooled answers     one for all projects
    outputs · lock · sources                                               one for each project

Asleep, nothing runs and the monotonic clock stands still; only the date goes on.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from tests.fakes.disk import Disk
from tests.fakes.ledger import Pages
from tests.fakes.turns import Machine

if TYPE_CHECKING:
    from random import Random

    from tests.simulation.chronicle import Chronicle
    from tests.simulation.life import Life

EPOCH: Final = 1_790_000_000.0  # seconds since 1970 at which a world begins


class Machinery:
    """One machine and all that lies on its disk."""

    def __init__(self, chronicle: Chronicle, chance: Random, skew: float) -> None:
        self.chronicle = chronicle
        self.pages, self.turns = Pages(), Machine()
        self.shelf = Disk()  # what all projects share of the disk
        self.lives: list[Life] = []
        self.skew = skew  # seconds that its date is ahead of the true one
        self._chance = chance
        self._wakes_at = 0.0
        self._slept = 0.0
        self._lay_down_at = 0.0

    @property
    def is_asleep(self) -> bool:
        """Whether the lid is closed."""
        return _true_time() < self._wakes_at

    @property
    def uptime(self) -> float:
        """Seconds that it was awake: the monotonic clock."""
        now = _true_time()
        awake_until = min(now, self._lay_down_at) if self.is_asleep else now
        return awake_until - self._slept

    @property
    def slept(self) -> float:
        """Seconds that it lay asleep, up to the last time that it woke."""
        return self._slept if self.is_asleep else self._slept + self._last_nap

    @property
    def date(self) -> float:
        """Seconds since 1970, as this machine believes."""
        return EPOCH + _true_time() + self.skew

    @property
    def _last_nap(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        """Close the lid for some time."""
        if self.is_asleep:
            return
        self._lay_down_at = _true_time()
        self._wakes_at = self._lay_down_at + seconds
