"""Kill a build of spring-launch at random instants, look at what is left, and let it finish.

    python -m tests.faults.kills --count 50 --seed 1

A project is killed one to three times, each time at an instant within the time that its build
takes; after each kill every file must be whole. Then it is built to its end, which must succeed,
must leave nothing half written, and must give the very lock that an undisturbed build gives.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.store_layout import Layout, digests_in
from tests.command_line import ROOT, World
from tests.faults.inspection import (
    flaws_at_any_instant,
    flaws_at_the_end,
    litter,
    locked,
    outputs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXAMPLE: Final = ROOT / "examples" / "spring-launch"
MOST_KILLS: Final = 3  # of one project, one after the other
HEAD: Final = "kill  at s   locked  outputs  stored  half written  flaws"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisturbed:
    """What a build gives and how long it takes if nobody kills it."""

    lock: bytes
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """One kill and what it left."""

    after: float  # seconds
    was_running: bool
    locked: int
    outputs: int
    stored: int
    half_written: int
    flaws: tuple[str, ...]

    def row(self, number: int) -> str:
        """Write it as a row below HEAD."""
        cells = f"{self.locked:7} {self.outputs:8} {self.stored:7} {self.half_written:13}"
        told = "; ".join(self.flaws) or "none" + ("" if self.was_running else ", had ended")
        return f"{number:4} {self.after:5.2f} {cells}  {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """A project that was killed, then finished."""

    kills: tuple[Kill, ...]
    flaws: tuple[str, ...]  # found once it was finished


def undisturbed(home: Path) -> Undisturbed:
    """Build the example once and take the time."""
    world = copied(home)
    world.run("plan")  # the first command of all compiles modules, which no later one does
    began = time.perf_counter()
    ended = world.run("build")
    seconds = time.perf_counter() - began
    assert ended.code == 0, ended.err
    return Undisturbed(lock=(world.project / "assets.lock").read_bytes(), seconds=seconds)


def copied(home: Path) -> World:
    """Make a world with a clean copy of the example."""
    world = World(home)
    left_by_others = shutil.ignore_patterns("assets", "assets.lock", ".assetforge")
    shutil.copytree(EXAMPLE, world.project, ignore=left_by_others)
    return world


def kill_and_finish(home: Path, known: Undisturbed, chance: random.Random, kills: int) -> Killed:
    """Kill a build some times, then let it finish."""
    world = copied(home)
    done = tuple(kill_once(world, chance.uniform(0, known.seconds)) for _ in range(kills))
    return Killed(kills=done, flaws=tuple(flaws_of_the_finished(world, known)))


def kill_once(world: World, after: float) -> Kill:
    """Start a build and kill all of it after some seconds."""
    build = world.start("build")
    with build:
        try:
            build.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
    return Kill(
        after=after,
        was_running=build.returncode == -signal.SIGKILL,
        locked=len(locked(world).entries),
        outputs=len(outputs(world)),
        stored=sum(1 for _ in digests_in(Layout(world.store).blobs)),
        half_written=len([path for path in litter(world) if path.is_file()]),
        flaws=tuple(flaws_at_any_instant(world)),
    )


def flaws_of_the_finished(world: World, known: Undisturbed) -> Iterator[str]:
    """Build to the end, and say what is not as if nothing had happened."""
    for words in (("build",), ("plan", "--detailed-exitcode"), ("verify",)):
        ended = world.run(*words)
        if ended.code:
            yield f"{' '.join(words)} ended with {ended.code}: {ended.out}{ended.err}"
    if (world.project / "assets.lock").read_bytes() != known.lock:
        yield "the lock differs from that of an undisturbed build"
    yield from flaws_at_any_instant(world)
    yield from flaws_at_the_end(world)


def main(words: Sequence[str] | None = None) -> int:
    """Kill as often as asked; return 1 if anything was not whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=50, help="kills (50)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same instants (1)")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        return _report(Path(folder), options.count, options.seed)


def _report(folder: Path, count: int, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    known = undisturbed(folder / "undisturbed")
    _say(f"seed {seed}; an undisturbed build takes {known.seconds:.2f} s\n\n{HEAD}")
    number = flaws = running = 0
    while number < count:
        home = folder / str(number)
        kills = min(chance.randint(1, MOST_KILLS), count - number)
        killed = kill_and_finish(home, known, chance, kills)
        for kill in killed.kills:
            number += 1
            _say(kill.row(number))
        _say(f"      then built to its end: {'; '.join(killed.flaws) or 'as if nothing had been'}")
        flaws += len(killed.flaws) + sum(len(kill.flaws) for kill in killed.kills)
        running += sum(kill.was_running for kill in killed.kills)
        shutil.rmtree(home)
    _say(f"\n{number} kills, {running} while the build ran: {flaws} flaws")
    return 1 if flaws else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
