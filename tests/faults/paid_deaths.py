"""Ways for a build to die: at a random instant, at a point that it passes, beside another one."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final, Protocol

from tests.faults.paid_market import BUILD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from tests.faults.paid_market import Market, Shop

LONGEST: Final = 2.5  # seconds after which a build is killed; by then most are done
DEEPEST: Final = 3  # a point kills at the latest when it is passed for this time
FAULTY: Final = ("collect", "note unknown", "note void", "note failed")  # not in a fair build
PATIENCE: Final = ("0", "0.3", "60")  # seconds that the second of two waits for the first


class Death(Protocol):
    """One way to die; made for one market."""

    @property
    def shops(self) -> Sequence[Shop]:
        """The shops whose builds die."""
        ...

    def kill(self) -> int:
        """Build and kill; returns how many builds died before they were done."""
        ...


class RandomDeath:
    """Builds of one shop die at random instants, most of them early."""

    def __init__(self, market: Market, chance: Random) -> None:
        self.shops = (market.shop("shop"),)
        self._chance = chance

    def kill(self) -> int:
        """Build and kill."""
        return int(self.shops[0].start(*BUILD).kill_after(instant(self._chance)))


class PointDeath:
    """Builds of one shop die at every point in turn, wherever a build comes by."""

    def __init__(self, market: Market, chance: Random, points: Mapping[str, int]) -> None:
        """`points` says how often a build comes by each."""
        self.shops = (market.shop("shop"),)
        self._chance, self._often = chance, points
        self._points = cycle(chance.sample(sorted(points), len(points)))

    def kill(self) -> int:
        """Build until one point was passed so often."""
        point = next(self._points)
        times = self._chance.choice((1, self._chance.randint(1, min(DEEPEST, self._often[point]))))
        build = self.shops[0].start(*BUILD, through=(point, str(times)))
        build.wait()
        build.bury()
        return int(build.was_killed)


class PairDeath:
    """Two builds run at once and die: of one project, or of two that want the same."""

    def __init__(self, market: Market, chance: Random) -> None:
        self.shops = (market.shop("one"), market.shop("other"))
        self._chance = chance

    def kill(self) -> int:
        """Build twice at once and kill both."""
        one, chance = self.shops[0], self._chance
        patience = ("--lock-timeout", chance.choice(PATIENCE))
        builds = [one.start(*BUILD), chance.choice(self.shops).start(*BUILD, *patience)]
        return sum(build.kill_after(instant(chance)) for build in chance.sample(builds, 2))


def instant(chance: Random) -> float:
    """Choose when a build dies, in seconds after its start."""
    return chance.choice((chance.uniform(0.05, 0.5), chance.uniform(0.5, LONGEST)))


def points_of(market: Market) -> Mapping[str, int]:
    """Count every point that a build comes by, and name those that it passes when faults strike."""
    shop = market.shop("census")
    market.new_round(shop)
    rare = [f"{side} {name}" for side in ("before", "after") for name in FAULTY]
    return {**dict.fromkeys(rare, 1), **shop.census()}
