"""A ledger to try what a buyer relies on: the fake or the real one, open in two processes."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from assetforge.adapters.ledger import SqliteLedger
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.fakes.disk import Disk
from tests.fakes.ledger import MemoryLedger, Pages
from tests.unit.adapters.ledger_samples import NOON

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from decimal import Decimal
    from pathlib import Path

    from assetforge.execution.attempt import Attempt
    from assetforge.execution.desk import Ledger

    T = TypeVar("T")

S = AttemptState
Which: TypeAlias = Literal["fake", "real"]


class HandClock:
    """A clock that a test moves on; both times in seconds."""

    def __init__(self) -> None:
        self.since_start = 0.0

    def now(self) -> float:
        return self.since_start

    def date(self) -> float:
        return NOON + self.since_start

    async def sleep(self, seconds: float) -> None:
        self.since_start += seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A ledger, another process that has it open, and hands that reach around them."""

    ledger: Ledger
    other: Ledger
    clock: HandClock
    damage: Callable[[], object]
    runner: asyncio.Runner

    def wait(self, work: Coroutine[object, object, T]) -> T:
        return self.runner.run(work)

    def claim(self, attempt: Attempt, **limits: Decimal) -> None:
        self.wait(self.ledger.claim(attempt, Budget(**limits)))

    def note(self, attempt: Attempt, *changes: Change) -> Attempt:
        now = attempt
        for change in changes:
            now = self.wait(self.ledger.note(attempt.intent, change))
        return now

    def bring(self, attempt: Attempt, state: AttemptState) -> Attempt:
        """Claim an attempt and lead it to a state."""
        self.claim(attempt)
        way = {
            S.INTENT: [], S.READY: [S.SUBMITTED, S.READY], S.STORED: [S.SUBMITTED, S.STORED],
            S.FAILED: [S.SUBMITTED, S.FAILED],
        }.get(state, [state])  # fmt: skip
        return self.note(attempt, *(Change(state=step) for step in way))


@contextmanager
def open_bench(which: Which, folder: Path) -> Generator[Bench]:
    """Open the fake or the real one."""
    with asyncio.Runner() as runner:
        if which == "fake":
            yield fake_bench(HandClock(), runner)
            return
        path, clock = folder / "state" / "ledger.sqlite3", HandClock()
        with SqliteLedger(path, clock) as ledger, SqliteLedger(path, clock) as other:
            yield Bench(
                ledger=ledger, other=other, clock=clock, runner=runner,
                damage=lambda: spoil(path),
            )  # fmt: skip


def fake_bench(clock: HandClock, runner: asyncio.Runner) -> Bench:
    pages, disk = Pages(), Disk()
    return Bench(
        ledger=MemoryLedger(disk, clock, pages), other=MemoryLedger(disk, clock, pages),
        clock=clock, damage=lambda: setattr(pages, "is_damaged", True), runner=runner,
    )  # fmt: skip


def spoil(path: Path) -> None:
    """Put something else in the place of a ledger that nobody has open yet."""
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
