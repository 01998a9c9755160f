"""Crash whoever writes the ledger, and see that what was said to be written is there.

    python -m tests.faults.ledger_crashes --kills 100 --losses 2000 --openings 50

kills      a process claims and notes, and says so after each; kill -9 at a random instant
losses     the same code on a disk in memory, through SQLite's own VFS: at a random write or flush
           the power goes, and of what was not flushed any part may be there (`lossy_disk.py`)
openings   eight processes open a ledger that is not there yet at the same moment
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.core.errors import AssetforgeError
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.command_line import ROOT
from tests.faults.herd import Herd, answer, tasks
from tests.faults.lossy_disk import lose_power
from tests.unit.adapters.ledger_samples import NOON, attempt_of, intent_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.execution.attempt import Attempt

OPENERS: Final = 8
LONGEST: Final = 0.25  # seconds that a writer lives after its first word
_WAY: Final = (AttemptState.SUBMITTED, AttemptState.READY, AttemptState.STORED)
_ORDER: Final = (AttemptState.INTENT, *_WAY)


def kill_writers(path: Path, kills: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """Kill writers of one ledger, one after the other; yields what was said, and what is amiss."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for number in range(kills):
        said = _killed(path, number, chance.uniform(0, LONGEST))
        yield len(said), list(_missing(path, said))


def open_at_once(folder: Path, rounds: int) -> Iterator[list[str]]:
    """Open new ledgers with eight processes at once; yields what is amiss."""
    with Herd("tests.faults.ledger_crashes", OPENERS) as herd:
        for number in range(rounds):
            path = folder / str(number) / "state" / "ledger.sqlite3"
            flaws = [said for said in herd.ask(str(path)) if said != "claimed"]
            with open_book(path) as book:
                count = len(book.ask(list_attempts))
            yield [*flaws, *([] if count == OPENERS else [f"{count} of {OPENERS} attempts"])]


def open_and_claim(number: str) -> None:
    """Be one of those who open at once."""
    for task, wait_for_all in tasks():
        wait_for_all()
        try:
            with open_book(Path(task)) as book:
                book.claim(attempt_of(f"asset-{number}"), Budget())
        except AssetforgeError as error:
            answer(f"{type(error).__name__}: {error}")
        else:
            answer("claimed")


def write_until_killed(path: Path, name: str) -> None:
    """Claim and note for ever, and say each thing once it is written."""
    with open_book(path) as book:
        for number in range(sys.maxsize):
            attempt = attempt_of(f"{name}-{number}")
            book.claim(attempt, Budget())
            answer(f"{attempt.address} {AttemptState.INTENT}")
            for state in _WAY:
                book.note(attempt.intent, Change(state=state, job="job"), date=NOON)
                answer(f"{attempt.address} {state}")


def _killed(path: Path, number: int, after: float) -> dict[str, AttemptState]:
    """Start a writer and kill it; returns what it said of each attempt last."""
    words = ["--writer", str(path), "--process", str(number)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.ledger_crashes", *words],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE,
    ) as writer:  # fmt: skip
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    lines = (first + rest).splitlines(keepends=True)
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {address: AttemptState(state) for address, state in whole}


def _missing(path: Path, said: dict[str, AttemptState]) -> Iterator[str]:
    with open_book(path) as book:  # reads it through, since it was not closed
        rows: dict[str, Attempt] = {row.intent: row for row in book.ask(list_attempts)}
    for address, state in said.items():
        row = rows.get(intent_of(address))
        if row is None:
            yield f"{address} was said to be {state}, and is not there"
        elif _ORDER.index(row.state) < _ORDER.index(state):
            yield f"{address} was said to be {state}, and is {row.state}"


def main(words: Sequence[str] | None = None) -> int:
    """Crash as often as asked; return 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.ledger_crashes")
    parser.add_argument("--kills", type=int, default=100, help="kill -9 of a writer (100)")
    parser.add_argument("--losses", type=int, default=2000, help="losses of power (2000)")
    parser.add_argument("--openings", type=int, default=50, help="rounds of eight openers (50)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same instants (1)")
    parser.add_argument("--process", help=argparse.SUPPRESS)
    parser.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.writer is not None:
        write_until_killed(options.writer, options.process)
        return 0
    if options.process is not None:
        open_and_claim(options.process)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _report(Path(folder), options)


def _report(folder: Path, options: argparse.Namespace) -> int:
    killed = list(kill_writers(folder / "killed" / "ledger.sqlite3", options.kills, options.seed))
    told = sum(count for count, _ in killed)
    lost = [lose_power(options.seed + number) for number in range(options.losses)]
    opened = list(open_at_once(folder, options.openings))
    results = {
        f"{options.kills} kills, {told} attempts told of": [each for _, each in killed],
        f"{options.losses} losses of power": [each.flaws for each in lost],
        f"{options.openings} rounds of {OPENERS} openers": opened,
    }
    for what, flaws in results.items():
        found = [flaw for each in flaws for flaw in each]
        answer(f"{what}: {len(found)} flaws")
        for flaw in found[:10]:
            answer(f"  {flaw}")
    return 1 if any(flaw for flaws in results.values() for flaw in flaws) else 0


if __name__ == "__main__":
    sys.exit(main())
