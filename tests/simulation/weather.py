"""The weather: what the network does to requests and answers, by chance.

refused     nobody is there: it never left
vanishes    it never arrives, and nobody says so
late        it arrives when its sender has long given up
slow        it arrives at once, its answer late or never
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from random import Random

Luck: TypeAlias = Literal["well", "refused", "vanishes", "late", "slow"]

LATEST: Final = 90.0  # seconds after which a request was never seen to arrive
SLOWEST: Final = 150.0  # seconds that an answer takes
QUICK: Final = 0.4  # seconds for an answer on a good day


@dataclass(slots=True, kw_only=True)
class Weather:
    """How often each thing happens; all of them are 0 once the weather is calm."""

    chance: Random
    paid: dict[Luck, float]
    free: dict[Luck, float]

    def luck(self, *, is_paid: bool) -> Luck:
        """Draw what becomes of one request."""
        drawn = self.chance.random()
        for luck, often in (self.paid if is_paid else self.free).items():
            drawn -= often
            if drawn < 0:
                return luck
        return "well"

    def latency(self) -> float:
        """Draw how long an answer takes."""
        return self.chance.uniform(0.01, QUICK)

    def lateness(self) -> float:
        """Draw how late a request arrives."""
        return self.chance.uniform(1, LATEST)

    def slowness(self) -> float:
        """Draw how late an answer comes."""
        return self.chance.uniform(1, SLOWEST)

    def silence(self, patience: float) -> float:
        """Draw how long nothing comes before a request counts as lost."""
        return self.chance.choice((0.2, patience))

    def calm(self) -> None:
        """Be good from now on; what is under way stays as it is."""
        self.paid.clear()
        self.free.clear()
