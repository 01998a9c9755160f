"""A ledger in memory, with sync points: what was written and not flushed is lost with the power.

    write ─▶ Pages.written ─ effect of the disk, where the power may go ─▶ Pages.flushed
             all processes see it                                          outlives a power loss

`Pages` stand for the file, a `MemoryLedger` for one process that has it open. With `flushes` off a
method returns before its write is safe: a mutant that a test of power loss must catch.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.errors import BusyError, DamagedError, RefusedError, StorageError
from assetforge.execution.attempt import LIVE, NEXT, AttemptState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt, Budget, Change
    from assetforge.execution.ports import Clock
    from tests.fakes.disk import Disk

DAY = 86_400
_ACCEPTED = {AttemptState.SUBMITTED, AttemptState.READY, AttemptState.STORED}
_MADE = {AttemptState.READY, AttemptState.STORED}


@dataclass(slots=True)
class Pages:
    """The file of a ledger: rows by intent, in the order in which they were claimed."""

    written: dict[str, Attempt] = field(default_factory=dict[str, "Attempt"])
    flushed: dict[str, Attempt] = field(default_factory=dict[str, "Attempt"])
    seconds: dict[str, float] = field(default_factory=dict[str, float])  # how long jobs took
    highest: dict[str, Decimal] = field(default_factory=dict[str, Decimal])  # ever, by provider
    is_damaged: bool = False
    refuses: int = 0  # how many of the next writes the disk refuses

    def lose_power(self) -> None:
        """Forget what was not flushed."""
        self.written = dict(self.flushed)


class MemoryLedger:
    """One process that has a ledger open."""

    def __init__(
        self, disk: Disk, clock: Clock, pages: Pages | None = None, *, flushes: bool = True
    ) -> None:
        self._disk = disk
        self._clock = clock
        self.pages = pages or Pages()
        self._flushes = flushes
        self._submitted: dict[str, float] = {}

    async def live(self, key: Digest) -> Attempt | None:
        rows = await self._rows()
        return next((row for row in rows if row.key == key and row.is_live), None)

    async def claim(self, attempt: Attempt, budget: Budget) -> None:
        rows = await self._rows()
        if any(row.key == attempt.key and row.is_live for row in rows):
            raise _busy(attempt)
        _refuse_excess(rows, attempt, budget)
        self._write(attempt)
        await self._flush(f"claim {attempt.intent}")

    async def note(self, intent: str, change: Change) -> Attempt:
        await self._rows()
        old = self.pages.written.get(intent)
        if old is None:
            raise _lost(intent)
        if change.state is not old.state and change.state not in NEXT[old.state]:
            message = f"{old.state} never becomes {change.state}"
            raise ValueError(message)
        new = _changed(old, change, self._clock.date())
        self._write(new)
        self._time(intent, change.state)
        await self._flush(f"note {intent} {change.state}")
        return new

    async def jobs(self, provider: str, account: str) -> frozenset[str]:
        mine = (
            row for row in await self._rows() if (row.provider, row.account) == (provider, account)
        )
        return frozenset(row.job for row in mine if row.job is not None)

    async def echoes(self, provider: str, route: str, *, account: str | None = None) -> bool | None:
        mine = [
            row
            for row in await self._newest()
            if (row.provider, row.route) == (provider, route) and _is_of(row, account)
        ]
        return next((row.echoes for row in mine if row.echoes is not None), None)

    async def durations(
        self, provider: str, model: str | None, kind: str, *, account: str | None = None
    ) -> Sequence[float]:
        wanted = (provider, model, kind)
        mine = [
            row
            for row in await self._newest()
            if (row.provider, row.model, row.kind) == wanted and _is_of(row, account)
        ]
        known = [self.pages.seconds[row.intent] for row in mine if row.intent in self.pages.seconds]
        return known[:50]

    async def _rows(self) -> list[Attempt]:
        """Let others go first, as a file does, then look."""
        await asyncio.sleep(0)
        if self.pages.is_damaged:
            raise _damaged()
        return list(self.pages.written.values())

    async def _newest(self) -> list[Attempt]:
        rows = await self._rows()
        return sorted(rows, key=lambda row: row.intended_at)[::-1]

    def _write(self, attempt: Attempt) -> None:
        if self.pages.refuses:
            self.pages.refuses -= 1
            raise _disk_full()
        self.pages.written[attempt.intent] = attempt
        spent = _sum(row for row in self.pages.written.values() if row.provider == attempt.provider)
        highest = self.pages.highest.get(attempt.provider, Decimal(0))
        self.pages.highest[attempt.provider] = max(highest, spent or Decimal(0))

    async def _flush(self, what: str) -> None:
        if self._flushes:
            self._disk.effect(what)
            self.pages.flushed = dict(self.pages.written)
        await asyncio.sleep(0)

    def _time(self, intent: str, state: AttemptState) -> None:
        if state is AttemptState.SUBMITTED:
            self._submitted.setdefault(intent, self._clock.now())
            return
        begun = self._submitted.pop(intent, None)
        if begun is not None and state in _MADE:
            self.pages.seconds[intent] = self._clock.now() - begun


def _is_of(row: Attempt, account: str | None) -> bool:
    return account is None or row.account == account


def _changed(old: Attempt, change: Change, date: float) -> Attempt:
    is_over = change.state not in LIVE
    names = ("route", "job", "status", "reason", "result_url", "actual", "echoes", "digest")
    told = {name: getattr(change, name) for name in names}
    new = replace(old, state=change.state, **{n: v for n, v in told.items() if v is not None})
    submitted = date if change.state in _ACCEPTED else None
    return replace(
        new,
        actual=new.actual if new.actual is not None and new.actual >= 0 else old.actual,
        result_url=None if is_over else new.result_url,
        submitted_at=old.submitted_at or submitted,
        ended_at=old.ended_at or (date if is_over else None),
    )


def _refuse_excess(rows: Sequence[Attempt], attempt: Attempt, budget: Budget) -> None:
    mine = [row for row in rows if row.provider == attempt.provider]
    midnight = attempt.intended_at // DAY * DAY
    of_run = [row for row in mine if row.run == attempt.run]
    of_day = [row for row in mine if row.intended_at >= midnight]
    alone: list[Attempt] = []
    for limit, counted in ((budget.asset, alone), (budget.run, of_run), (budget.day, of_day)):
        total = _sum([*counted, attempt])
        if limit is not None and (total is None or total > limit):
            raise _refused(attempt)


def _sum(rows: Iterable[Attempt]) -> Decimal | None:
    """Add up what may have cost; None: nobody knows."""
    amounts = [
        row.reserved if row.actual is None else row.actual for row in rows if row.may_have_cost
    ]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _busy(attempt: Attempt) -> BusyError:
    return BusyError(f"`{attempt.address}` has a live attempt already")


def _refused(attempt: Attempt) -> RefusedError:
    return RefusedError(f"`{attempt.address}` would pass a limit")


def _lost(intent: str) -> DamagedError:
    return DamagedError(f"the ledger has no attempt {intent}")


def _damaged() -> DamagedError:
    return DamagedError("the ledger is damaged")


def _disk_full() -> StorageError:
    return StorageError("the disk is full")
