"""Let many worlds happen, and say what became of them.

    python -m tests.simulation --seeds 50000              so many worlds, from number 0 on
    python -m tests.simulation --seeds 1000 --from 70000  others
    python -m tests.simulation --seed 324                 one, with everything that happened in it

A world is a few builds of one or two random projects with the real planner, executor, providers and
sandbox, in virtual time, with faults, kills and losses of power; see `story.py`. Equal numbers give
equal worlds.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from tests.simulation.story import told
from tests.simulation.toll import Toll, toll_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BATCH: Final = 50  # worlds that are told of at once
MOST_SHOWN: Final = 20  # failing worlds


def main(words: Sequence[str] | None = None) -> int:
    """Run the worlds that are asked for; return 1 if a law was broken in one."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.simulation", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--seeds", type=int, default=2000, help="how many worlds (2000)")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first number (0)")
    parser.add_argument("--seed", type=int, help="one world, told in full")
    parser.add_argument("--processes", type=int, default=2, help="worlds at once (2)")
    options = parser.parse_args(words)
    if options.seed is not None:
        return _tell_one(options.seed)
    return _tell_many(range(options.first, options.first + options.seeds), options.processes)


def _tell_one(seed: int) -> int:
    tale = told(seed, is_told_in_full=True)
    for line in tale.lines:
        _say(line)
    for flaw in tale.flaws:
        _say(f"BROKEN  {flaw}")
    _say(f"world {seed}: {len(tale.flaws)} laws broken")
    return 1 if tale.flaws else 0


def _tell_many(seeds: range, processes: int) -> int:
    began = time.perf_counter()
    toll = Toll()
    for part in _parts(seeds, processes):
        for flaw in part.flaws[: max(0, MOST_SHOWN - len(toll.flaws))]:
            _say(flaw)
        toll.join(part)
    seconds = time.perf_counter() - began
    _say(toll.text())
    _say(f"{seconds:.0f} s, {toll.worlds / seconds:.0f} worlds a second")
    if toll.flaws:
        _say("See one world with: python -m tests.simulation --seed NUMBER")
    return 1 if toll.flaws else 0


def _parts(seeds: range, processes: int) -> Iterator[Toll]:
    batches = [seeds[start : start + BATCH] for start in range(0, len(seeds), BATCH)]
    if processes == 1:
        yield from map(toll_of, batches)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(toll_of, batches)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
