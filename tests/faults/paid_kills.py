"""Kill builds that buy, at random instants, at every point and two at once; nothing is paid twice.

    python -m tests.faults.paid_kills --random 500 --points 500 --pairs 500 --seed 1

The real command line buys at a real sandbox that loses answers, fails before and after it accepts,
shows jobs late and serves spoilt downloads. Every few kills the shop is built to its end, and what
the sandbox was paid for is compared with what was needed, the ledger and the bytes in the store.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.faults.inspection import flaws_at_any_instant
from tests.faults.paid_account import settle_account
from tests.faults.paid_finish import finish
from tests.faults.paid_market import BUILD, Market
from tests.faults.paid_secrets import leaks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.faults.paid_account import Account
    from tests.faults.paid_market import Shop

    Series: TypeAlias = Callable[["Market", random.Random], Iterator[int]]

KILLS: Final = 25  # at one market, which then gives way to a new one
ROUND: Final = 6  # kills until a round is built to its end
LONGEST: Final = 2.5  # seconds after which a build is killed; by then most are done
DEEPEST: Final = 4  # a point is killed at when it is passed for at most this time
FAULTY: Final = ("collect", "note unknown", "note void", "note failed")  # not in a fair build
HEAD: Final = (
    "series  markets  kills  rounds  needed  paid  twice  lost  failed  given up  lists  seconds"
)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of a series."""

    name: str
    markets: int = 0
    kills: int = 0
    rounds: int = 0
    seconds: float = 0
    accounts: list[Account] = field(default_factory=list["Account"])
    flaws: list[str] = field(default_factory=list[str])

    @property
    def is_good(self) -> bool:
        """Whether nothing was paid twice, lost or otherwise not as it should be."""
        sums = self.sums
        return not (self.flaws or sums["twice"] or sums["lost"]) and sums["needed"] == sums["paid"]

    @property
    def sums(self) -> Counter[str]:
        """What all markets say together."""
        sums: Counter[str] = Counter()
        for each in self.accounts:
            sums.update(
                needed=each.needed, paid=each.paid, twice=each.twice, lost=len(each.lost),
                failed=each.failed, given_up=each.given_up, lists=each.lists,
            )  # fmt: skip
        return sums

    @property
    def row(self) -> str:
        """Write it as a row below HEAD."""
        sums = self.sums
        return (
            f"{self.name:6} {self.markets:8} {self.kills:6} {self.rounds:7} {sums['needed']:7} "
            f"{sums['paid']:5} {sums['twice']:6} {sums['lost']:5} {sums['failed']:7} "
            f"{sums['given_up']:9} {sums['lists']:6} {self.seconds:8.0f}"
        )


def kill_at_random(market: Market, chance: random.Random) -> Iterator[int]:
    """Kill builds of one shop at random instants."""
    shop = market.shop("shop")
    while True:
        market.new_round(shop)
        for _ in range(ROUND):
            build = shop.start(*BUILD)
            after = chance.choice((chance.uniform(0.05, 0.5), chance.uniform(0.5, LONGEST)))
            if not build.kill_after(after):
                break
            yield 1


def kill_at_points(market: Market, chance: random.Random) -> Iterator[int]:
    """Kill builds of one shop at every point in turn, wherever a build comes by."""
    shop, points = market.shop("shop"), _points(market, chance)
    while True:
        market.new_round(shop)
        for _ in range(ROUND):
            through = (next(points), str(chance.randint(1, DEEPEST)))
            build = shop.start(*BUILD, through=through)
            build.wait()
            if build.was_killed:
                yield 1


def kill_pairs(market: Market, chance: random.Random) -> Iterator[int]:
    """Kill two builds that run at once: of one project, or of two that want the same."""
    one, other = market.shop("one"), market.shop("other")
    while True:
        market.new_round(one, other)
        for _ in range(ROUND // 2):
            second = chance.choice((one, other))
            patience = ("--lock-timeout", chance.choice(("0", "60")))
            builds = [one.start(*BUILD), second.start(*BUILD, *patience)]
            for build in builds:
                build.kill_after(chance.uniform(0.05, LONGEST))
            yield sum(build.was_killed for build in builds)


def run_series(name: str, folder: Path, count: int, seed: int) -> Tally:
    """Kill so often, in as many markets as that takes."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - repeatable, not secret
    tally, began = Tally(name=name), time.perf_counter()
    while tally.kills < count:
        home = folder / name / str(tally.markets)
        home.mkdir(parents=True)
        most = min(KILLS, count - tally.kills)
        with Market(home, chance.getrandbits(32)) as market:
            _kill_in(market, SERIES[name], chance, most, tally)
        tally.markets += 1
    tally.seconds = time.perf_counter() - began
    return tally
