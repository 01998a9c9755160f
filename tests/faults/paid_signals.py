"""Send builds that buy Ctrl-C, SIGTERM or two Ctrl-C at random instants: nothing is paid twice.

    python -m tests.faults.paid_signals --count 100 --seed 1

One signal ends a build within the time that jobs are waited for in CI, two within a second. The
next build goes on where the last one stopped, and what the sandbox was paid for must be even.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.app.trade import DRAIN_SECONDS_IN_CI
from assetforge.core.exits import Exit
from tests.faults.paid_finish import GO_ON
from tests.faults.paid_kills import HEAD, end_well_when_stopped, killed
from tests.faults.paid_market import BUILD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.faults.paid_market import Market
    from tests.faults.paid_running import Running

LONGEST: Final = 1.0  # seconds from the plan to the signal
SOON: Final = 1.0  # seconds within which a second Ctrl-C ends a build
SLACK: Final = 3.0  # seconds for a busy machine, after the last job was waited for
CODES: Final = {
    signal.SIGINT: {Exit.INTERRUPTED, -signal.SIGINT},
    signal.SIGTERM: {Exit.TERMINATED, -signal.SIGTERM},  # at an instant when nobody listens
}
KINDS: Final = ((signal.SIGINT,), (signal.SIGTERM,), (signal.SIGINT, signal.SIGINT))


class SignalDeath:
    """Builds of one shop are sent signals at random instants."""

    def __init__(self, market: Market, chance: Random, flaws: list[str]) -> None:
        self.shops = (market.shop("shop"),)
        self._chance, self._flaws = chance, flaws

    def kill(self) -> int:
        """Build and send one signal or two; returns whether that ended it."""
        build = self.shops[0].start(*BUILD, more={"CI": "1"})
        kind = self._chance.choice(KINDS)
        while not build.said and build.process.poll() is None:
            time.sleep(0.01)
        began = 0.0
        for number in kind:
            time.sleep(self._chance.uniform(0, LONGEST / len(kind)))
            began = time.perf_counter()
            build.send(number)
        code = build.wait()
        seconds = time.perf_counter() - began
        self._flaws += _flaws(build, kind, code, seconds)
        return int(code in CODES[kind[0]])


def _flaws(build: Running, kind: Sequence[signal.Signals], code: int, seconds: float) -> list[str]:
    names = " ".join(each.name for each in kind)
    most = SOON if len(kind) > 1 else DRAIN_SECONDS_IN_CI + SLACK
    flaws: list[str] = []
    if seconds > most:
        flaws.append(f"{names} ended a build after {seconds:.1f} s: {build.said}")
    if code not in CODES[kind[0]] | GO_ON | {Exit.DONE}:
        flaws.append(f"{names} ended a build with {code}: {build.said}")
    return flaws


def main(words: Sequence[str] | None = None) -> int:
    """Send signals as often as asked; return 1 if anything was not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.paid_signals")
    parser.add_argument("--count", type=int, default=100, help="builds that are ended (100)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same instants (1)")
    options = parser.parse_args(words)
    end_well_when_stopped()
    flaws: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        deaths = partial(SignalDeath, flaws=flaws)
        tally = killed("signal", Path(folder), options.count, options.seed, deaths)
    sys.stdout.write("\n".join((HEAD, tally.row, *tally.flaws, *flaws, "")))
    return 1 if flaws or not tally.is_good else 0


if __name__ == "__main__":
    sys.exit(main())
