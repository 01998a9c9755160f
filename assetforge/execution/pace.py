"""The pace at which one service is used in one run; shared by everything that talks to it.

job()    places for jobs at once      halved after 429, one more for 20 successes
turn()   before every request         requests a second, rests, adaptive throttle
note()   after every answer           all of them learn from it
may_repeat()                          10 repeats, 0.1 more for each success
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.execution.pace_budget import RetryBudget
from assetforge.execution.pace_crowd import Crowd
from assetforge.execution.pace_places import Places
from assetforge.execution.pace_rate import Rate
from assetforge.execution.pace_throttle import Throttle
from assetforge.execution.retry import Backoff, Fault, fault_of

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from assetforge.execution.desk import Chance, Terms
    from assetforge.execution.pace_places import Place
    from assetforge.execution.ports import Clock

OVERLOADED: Final = frozenset({429, 503})
HELD_BACK: Final = 2  # times the base of the backoff: between two draws whether to go


class Pace:
    """How fast a service may be used just now."""

    def __init__(self, terms: Terms, clock: Clock, chance: Chance) -> None:
        self.backoff = Backoff(base=terms.backoff)
        self._clock, self._chance = clock, chance
        self._rate = Rate(terms.rate)
        self._throttle = Throttle()
        self._budget = RetryBudget()
        self._crowd = Crowd(terms.concurrency)
        self._places = Places(lambda: self._crowd.size)

    @property
    def jobs_at_once(self) -> int:
        """How many jobs may be under way now."""
        return self._crowd.size

    def job(self) -> AbstractAsyncContextManager[Place]:
        """Wait for a place among the jobs at once, first come first served, and keep it.

        Who left early downloads and keeps what was made, while the next job runs already.
        """
        return self._places.take()

    async def turn(self, until: float = float("inf")) -> None:
        """Wait until a request may go out; a throttle holds it back no longer than `until`."""
        while self._is_held_back() and self._clock.now() < until:
            await self._clock.sleep(HELD_BACK * self.backoff.base)
        seconds = self._rate.take(self._clock.now())
        if seconds > 0:
            await self._clock.sleep(seconds)

    def note(self, status: int) -> None:
        """Learn from an answer."""
        now, fault = self._clock.now(), fault_of(status)
        self._throttle.note(now, is_taken=status not in OVERLOADED)
        if fault is None:
            self.succeed()
        elif fault is Fault.BUSY:
            self._crowd.slow(now)

    def succeed(self) -> None:
        """Note that something went well."""
        self._budget.earn()
        self._crowd.succeed()
        self._places.admit()

    def rest(self, seconds: float) -> None:
        """Let no request out for a while, because the service said so."""
        self._rate.rest(self._clock.now() + seconds)

    def may_repeat(self) -> bool:
        """Take one of the repeats that are left for all."""
        return self._budget.take()

    def _is_held_back(self) -> bool:
        chance = self._throttle.chance(self._clock.now())
        return chance > 0 and self._chance.share() < chance
