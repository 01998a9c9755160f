"""The book: writes what becomes of attempts, and keeps what the ledger refuses.

    note ──▶ ledger ─ written ─▶ the attempt as it is now; that a job was accepted is told
                ├──── refused ─▶ rescue ─▶ told whole; nothing more is ordered, the work goes on
                │                   └▶ written once more together with the next change
                └──── ended in another way meanwhile ─▶ told; the work goes on

A change comes after the order was sent. To forget it is worse than to be unable to write it, so the
run goes on with what it knows, and ends with what went wrong.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assetforge.core.errors import DamagedError, StorageError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import LIVE, AttemptState
from assetforge.execution.bill import name_of, price
from assetforge.execution.events import JobAccepted, Noticed, Rescued
from assetforge.providers.instruction import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.attempt import Attempt, Change
    from assetforge.execution.desk import Desk
    from assetforge.execution.events import Event
    from assetforge.execution.gate import Gate


class Book:
    """Writes to the ledger for one run."""

    def __init__(self, desk: Desk, gate: Gate, notice: Callable[[Event], None]) -> None:
        self.faults: list[AssetforgeError] = []  # what the ledger refused to take
        self._desk, self._gate, self._notice = desk, gate, notice
        self._unwritten: dict[str, Change] = {}  # by intent: what was refused

    async def note(self, attempt: Attempt, change: Change) -> Attempt:
        """Write what became of an attempt, or rescue it; return the attempt as it is now."""
        change = _joined(self._unwritten.pop(attempt.intent, None), change)
        try:
            noted = await self._desk.ledger.note(attempt.intent, change)
        except (StorageError, DamagedError) as error:
            self._gate.close(Exit.STORAGE)
            self._unwritten[attempt.intent] = change
            noted = _changed(attempt, change)
            self._notice(Rescued(text=await self._rescued(attempt, change)))
            self.faults.append(_unwritten(noted, error))
            return noted
        except ValueError:
            return await self._ended_elsewhere(attempt, change)
        self._tell_accepted(noted, change)
        return noted

    def _tell_accepted(self, noted: Attempt, change: Change) -> None:
        """Tell of a job that the ledger has now; of no other, since nobody could take that up."""
        if change.state is AttemptState.SUBMITTED and noted.job is not None:
            job = Job(id=noted.job, route=noted.route)
            self._notice(JobAccepted(address=noted.address, job=job))

    async def _ended_elsewhere(self, attempt: Attempt, change: Change) -> Attempt:
        """Go on with what was paid for, though somebody ended its attempt meanwhile."""
        text = "its order was given up by somebody meanwhile; it goes on, and its result is kept"
        self._notice(Noticed(address=attempt.address, text=text))
        if change.state in LIVE:
            self._notice(Rescued(text=await self._rescued(attempt, change)))
        return _changed(attempt, change)

    async def _rescued(self, attempt: Attempt, change: Change) -> str:
        lost = f"{attempt.provider} {name_of(_changed(attempt, change))} of `{attempt.address}`"
        if self._desk.rescue is None:
            return f"could not be recorded; note it down: {lost}, attempt {attempt.intent}"
        return await self._desk.rescue.save(attempt, change)


def _joined(unwritten: Change | None, change: Change) -> Change:
    """Join what was not written with what follows it."""
    if unwritten is None:
        return change
    known = {field.name: getattr(change, field.name) for field in fields(change)}
    return replace(unwritten, **{name: new for name, new in known.items() if new is not None})


def _changed(attempt: Attempt, change: Change) -> Attempt:
    values = {field.name: getattr(change, field.name) for field in fields(change)}
    return replace(attempt, **{name: value for name, value in values.items() if value is not None})


def _unwritten(attempt: Attempt, error: AssetforgeError) -> StorageError:
    return StorageError(
        f"the ledger does not take what became of `{attempt.address}`: {error.what}",
        cost=f"Paid or at risk: {price(attempt)}, {name_of(attempt)}. It was rescued, see above.",
        next_step="Make room or mend the disk, then run `assetforge jobs` and `assetforge build`.",
    )
