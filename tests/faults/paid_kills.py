"""Kill builds that buy, at random instants, at every point and two at once: nothing is paid twice.

    python -m tests.faults.paid_kills --random 500 --points 500 --pairs 500 --fair 100 --seed 1

The real command line buys at a real sandbox that loses answers, fails before and after it accepts,
shows jobs late and serves spoilt downloads. Every few kills the shops are built to their end. What
the sandbox was paid for is compared with what was needed, the ledger and the bytes in the store.

    failed    orders that the service itself failed           ┐
    given up  orders whose answers were lost for good, and    ├ needed once more
              that a person gave up; none where all is fair   ┘
    asked     times that a person had to decide at all
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.faults.inspection import flaws_at_any_instant
from tests.faults.paid_account import settle_account
from tests.faults.paid_deaths import PairDeath, PointDeath, RandomDeath, points_of
from tests.faults.paid_finish import finish, flaws_of_the_done
from tests.faults.paid_market import Market
from tests.faults.paid_secrets import leaks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from tests.faults.paid_account import Account
    from tests.faults.paid_deaths import Death

    Deaths: TypeAlias = Callable[[Market, random.Random], Death]

MARKET: Final = 25  # kills at one market, which then gives way to a new one
ROUND: Final = 6  # kills until a round is built to its end
FAIR: Final = "fair"  # the series in which no fault strikes
HEAD: Final = (
    "series  markets  kills  rounds  needed   paid  twice  lost  failed  given up  asked   lists"
    "  seconds"
)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of a series."""

    name: str
    kills: int = 0
    rounds: int = 0
    seconds: float = 0
    accounts: list[Account] = field(default_factory=list["Account"])
    flaws: list[str] = field(default_factory=list[str])

    @property
    def sums(self) -> Counter[str]:
        """What all markets say together."""
        sums: Counter[str] = Counter()
        for each in self.accounts:
            sums.update(
                needed=each.needed, paid=each.paid, twice=each.twice, lost=len(each.lost),
                failed=each.failed, given_up=each.given_up, asked=each.asked,
                lists=each.lists,
            )  # fmt: skip
        return sums

    @property
    def is_good(self) -> bool:
        """Whether nothing was paid twice, lost or otherwise not as it should be."""
        sums = self.sums
        if self.name == FAIR and sums["given_up"] + sums["failed"]:
            return False  # a kill alone costs nothing
        is_even = sums["needed"] == sums["paid"] and not (sums["twice"] or sums["lost"])
        return is_even and not self.flaws

    @property
    def row(self) -> str:
        """Write it as a row below HEAD."""
        sums, cells = self.sums, f"{len(self.accounts):8} {self.kills:6} {self.rounds:7}"
        money = f"{sums['needed']:7} {sums['paid']:6} {sums['twice']:6} {sums['lost']:5}"
        apart = f"{sums['failed']:7} {sums['given_up']:9} {sums['asked']:6} {sums['lists']:7}"
        return f"{self.name:6} {cells} {money} {apart} {self.seconds:8.0f}"


def killed(name: str, folder: Path, count: int, seed: int, deaths: Deaths) -> Tally:
    """Kill so often, in as many markets as that takes; without faults if the name is `fair`."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - repeatable, not secret
    tally, began = Tally(name=name), time.perf_counter()
    while tally.kills < count:
        home = folder / f"{name}-{len(tally.accounts)}"
        most = min(count, tally.kills + MARKET)
        with Market(home, chance.getrandbits(32), is_fair=name == FAIR) as market:
            death = deaths(market, chance)
            while tally.kills < most:
                _play_round(market, death, chance, tally)
            _settle(market, death, tally)
    tally.seconds = time.perf_counter() - began
    return tally


def points(folder: Path) -> Deaths:
    """Find every point, and give the way to die at each in turn."""
    with Market(folder / "census", 0, is_fair=True) as market:
        return partial(PointDeath, points=points_of(market))


def _play_round(market: Market, death: Death, chance: random.Random, tally: Tally) -> None:
    """Kill a few times, then build all shops to their end."""
    market.new_round(*death.shops)
    for _ in range(ROUND):
        kills = death.kill()
        tally.kills += kills
        tally.flaws += _flaws_of_files(death)
        if not kills:
            break
    for shop in death.shops:
        tally.flaws += [f"{shop.name}: {flaw}" for flaw in finish(shop, chance)]
    tally.rounds += 1


def _settle(market: Market, death: Death, tally: Tally) -> None:
    for shop in death.shops:
        tally.flaws += flaws_of_the_done(shop)
    account = settle_account(market)
    tally.accounts.append(account)
    tally.flaws += [*account.flaws, *account.lost, *leaks_of(market), *market.bugs()]


def _flaws_of_files(death: Death) -> Iterator[str]:
    for shop in death.shops:
        yield from flaws_at_any_instant(shop.world)


def main(words: Sequence[str] | None = None) -> int:
    """Kill as often as asked; return 1 if anything was paid twice, lost or not whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.paid_kills", description=__doc__)
    parser.add_argument("--random", type=int, default=50, help="kills at random instants (50)")
    parser.add_argument("--points", type=int, default=50, help="kills at points (50)")
    parser.add_argument("--pairs", type=int, default=50, help="kills of two at once (50)")
    parser.add_argument("--fair", type=int, default=50, help="kills where no fault strikes (50)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same instants (1)")
    options = parser.parse_args(words)
    end_well_when_stopped()
    with tempfile.TemporaryDirectory() as folder:
        return _report(Path(folder), options)


def end_well_when_stopped() -> None:
    """Let SIGTERM end this program like any error: sandboxes are closed, folders are removed."""

    def leave(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def _report(folder: Path, options: argparse.Namespace) -> int:
    _say(f"seed {options.seed}\n\n{HEAD}")
    at_points = points(folder)
    wanted: dict[str, Deaths] = {
        "random": RandomDeath, "points": at_points, "pairs": PairDeath, FAIR: at_points,
    }  # fmt: skip
    are_good: list[bool] = []
    for name, deaths in wanted.items():
        tally = killed(name, folder, getattr(options, name), options.seed, deaths)
        _say("\n".join((tally.row, *(f"    {flaw}" for flaw in tally.flaws))))
        are_good.append(tally.is_good)
    return 0 if all(are_good) else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
