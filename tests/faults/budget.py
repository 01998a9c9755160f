"""Four processes with sixteen jobs each against one ledger with one limit: never a credit over.

    python -m tests.faults.budget --rounds 200

In every round all sixty-four jobs want credits at the same moment, from threads and tasks, in
amounts with thousandths. Afterwards the ledger must hold at most the limit, and so much that none
of the refused jobs would have fitted in: nobody was refused without need. The processes live through
all rounds; each is told a folder, answers when it is ready, and begins when all are.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.ledger import SqliteLedger
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.core.errors import RefusedError
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.command_line import ROOT
from tests.unit.adapters.ledger_samples import attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROCESSES: Final = 4
JOBS: Final = 16  # of each process
LIMIT: Final = Decimal(1000)
HEAD: Final = "round  won  refused  credits  left over  cheapest refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What became of one round."""

    won: int
    refused: tuple[Decimal, ...]  # what the refused jobs wanted
    held: Decimal  # credits that the ledger holds

    @property
    def flaws(self) -> Iterator[str]:
        """Say what is not as it must be."""
        if self.won + len(self.refused) != PROCESSES * JOBS:
            yield f"{self.won} won and {len(self.refused)} refused are not all jobs"
        if self.held > LIMIT:
            yield f"{self.held - LIMIT} credits over the limit"
        if self.refused and self.held + min(self.refused) <= LIMIT:
            yield f"{min(self.refused)} credits were refused though they fitted in"

    def row(self, number: int) -> str:
        """Write it as a row below HEAD."""
        cells = f"{self.won:4} {len(self.refused):8} {self.held:8} {LIMIT - self.held:10}"
        cheapest = min(self.refused, default=Decimal(0))
        return f"{number:5} {cells} {cheapest:17}  {'; '.join(self.flaws)}".rstrip()


class Spenders:
    """The processes, as a context; each runs `work` below."""

    def __init__(self) -> None:
        self._processes = [_start(name) for name in range(PROCESSES)]

    def __enter__(self) -> Spenders:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            with process:
                _pipe(process.stdin).close()

    def spend(self, folder: Path, seed: int) -> Round:
        """Let all jobs of all processes begin at once, and see what is left."""
        ready = [self._tell(process, f"{folder} {seed}") for process in self._processes]
        assert ready == ["ready"] * PROCESSES, ready
        for process in self._processes:
            _write(process, "go")
        answers = [json.loads(_read(process)) for process in self._processes]
        rows = read_ledger(folder / "ledger.sqlite3", list_attempts)
        costs = [row.reserved if row.actual is None else row.actual for row in rows]
        return Round(
            won=sum(answer["won"] for answer in answers),
            refused=tuple(Decimal(each) for answer in answers for each in answer["refused"]),
            held=sum((cost for cost in costs if cost is not None), Decimal(0)),
        )

    def _tell(self, process: subprocess.Popen[str], line: str) -> str:
        _write(process, line)
        return _read(process)


def work(name: str) -> None:
    """Be one of the processes: a folder and a seed in, what was won and refused out."""
    for line in sys.stdin:
        folder, _, seed = line.strip().rpartition(" ")
        with SqliteLedger(Path(folder) / "ledger.sqlite3", SystemClock()) as ledger:
            _say("ready")
            sys.stdin.readline()
            _say(json.dumps(asyncio.run(_claim_all(ledger, name, int(seed)))))


async def _claim_all(ledger: SqliteLedger, name: str, seed: int) -> dict[str, object]:
    chance = random.Random(f"{name} {seed}")
    refused: list[str] = []
    won = 0

    async def claim(number: int) -> None:
        nonlocal won
        wanted = Decimal(chance.randint(1_000, 160_000)) / 1000
        attempt = attempt_of(f"asset-{name}-{number}", run=f"run-{name}", reserved=wanted)
        try:
            await ledger.claim(attempt, Budget(day=LIMIT))
        except RefusedError:
            refused.append(str(wanted))
            return
        won += 1
        await ledger.note(attempt.intent, Change(state=AttemptState.SUBMITTED, job=f"j{number}"))

    async with asyncio.TaskGroup() as group:
        for number in range(JOBS):
            group.create_task(claim(number))
    return {"won": won, "refused": refused}


def spend_rounds(folder: Path, rounds: int, seed: int) -> Iterator[Round]:
    """Run rounds, each with a ledger of its own."""
    with Spenders() as spenders:
        for number in range(rounds):
            yield spenders.spend(folder / str(number), seed + number)


def main(words: Sequence[str] | None = None) -> int:
    """Run the rounds that are asked for; return 1 if a limit was passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.budget", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="rounds (200)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same amounts (1)")
    parser.add_argument("--process", help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.process is not None:
        work(options.process)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _report(Path(folder), options.rounds, options.seed)


def _report(folder: Path, rounds: int, seed: int) -> int:
    began = time.perf_counter()
    _say(f"seed {seed}; {PROCESSES} processes, {JOBS} jobs each, limit {LIMIT}\n\n{HEAD}")
    flaws, highest = 0, Decimal(0)
    for number, done in enumerate(spend_rounds(folder, rounds, seed), start=1):
        _say(done.row(number))
        flaws += len(list(done.flaws))
        highest = max(highest, done.held)
    seconds = time.perf_counter() - began
    _say(f"\n{rounds} rounds in {seconds:.1f} s: at most {highest} of {LIMIT}, {flaws} flaws")
    return 1 if flaws else 0


def _start(name: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.budget", "--process", str(name)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def _write(process: subprocess.Popen[str], line: str) -> None:
    pipe = _pipe(process.stdin)
    pipe.write(f"{line}\n")
    pipe.flush()


def _read(process: subprocess.Popen[str]) -> str:
    return _pipe(process.stdout).readline().strip()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
