"""Four processes with sixteen jobs each against one ledger with one limit: never a credit over.

    python -m tests.faults.budget --rounds 200

In every round all sixty-four jobs want credits at the same moment, from threads and tasks, in
amounts with thousandths. Afterwards the ledger must hold at most the limit, and so much that none
of the refused jobs would have fitted in: nobody was refused without need.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.ledger import SqliteLedger
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.core.errors import RefusedError
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.faults.herd import Herd, answer, tasks
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


def spend_rounds(folder: Path, rounds: int, seed: int) -> Iterator[Round]:
    """Run rounds, each with a ledger of its own."""
    with Herd("tests.faults.budget", PROCESSES) as herd:
        for number in range(rounds):
            yield _spend(herd, folder / str(number), seed + number)


def _spend(herd: Herd, folder: Path, seed: int) -> Round:
    """Let all jobs of all processes begin at once, and see what is left."""
    answers = [json.loads(said) for said in herd.ask(f"{folder} {seed}")]
    rows = read_ledger(folder / "ledger.sqlite3", list_attempts)
    costs = [row.reserved if row.actual is None else row.actual for row in rows]
    return Round(
        won=sum(each["won"] for each in answers),
        refused=tuple(Decimal(amount) for each in answers for amount in each["refused"]),
        held=sum((cost for cost in costs if cost is not None), Decimal(0)),
    )


def work(name: str) -> None:
    """Be one of the processes: a folder and a seed in, what was won and refused out."""
    for task, wait_for_all in tasks():
        folder, _, seed = task.rpartition(" ")
        with SqliteLedger(Path(folder) / "ledger.sqlite3", SystemClock()) as ledger:
            wait_for_all()
            answer(json.dumps(asyncio.run(_claim_all(ledger, name, int(seed)))))


async def _claim_all(ledger: SqliteLedger, name: str, seed: int) -> dict[str, object]:
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - repeatable, not secret
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
    answer(f"seed {seed}; {PROCESSES} processes, {JOBS} jobs each, limit {LIMIT}\n\n{HEAD}")
    flaws, highest = 0, Decimal(0)
    for number, done in enumerate(spend_rounds(folder, rounds, seed), start=1):
        answer(done.row(number))
        flaws += len(list(done.flaws))
        highest = max(highest, done.held)
    seconds = time.perf_counter() - began
    answer(f"\n{rounds} rounds in {seconds:.1f} s: at most {highest} of {LIMIT}, {flaws} flaws")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
