"""Resuming: what was bought before is waited for, fetched and stored; nothing is ordered.

live attempts ─ of any project, or those that are named ─▶ Resumed …
damaged ledger ─▶ its way out is in `ledger_survey`
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.clock import SystemClock, seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_return import find_rescues, take_in
from assetforge.adapters.signals import listening
from assetforge.app.asking import scratch_of
from assetforge.app.buying import open_premises
from assetforge.app.jobs import state_of
from assetforge.app.jobs_leftovers import sweep_calls
from assetforge.app.jobs_resolving import ended, named_attempt
from assetforge.app.money_places import money_places
from assetforge.app.offers import registry
from assetforge.app.trade import Purse, open_desk
from assetforge.core.exits import Exit, gravest
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.execution.resuming import resume_attempts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.execution.events import Event
    from assetforge.execution.resumed import Resumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    """What became of the attempts that were taken up."""

    resumed: tuple[Resumed, ...]
    stopped_by: Exit | None = None

    @property
    def exit(self) -> Exit:
        """The exit code that tells most about what is not there yet."""
        errors = {each.error.exit for each in self.resumed if each.error is not None}
        return self.stopped_by or gravest(errors)


def resume_jobs(
    names: Sequence[str], manifest: str | None, notice: Callable[[Event], None]
) -> Resumption:
    """Finish the live attempts whose intents begin with `names`, or all of this user.

    Raises:
        UsageError: a name means no live attempt.
        DamagedError: the ledger is damaged; see `ledger_survey`.
        StorageError: the ledger or the store does not answer.
    """
    resumption = resume_these(_chosen(names, manifest), manifest, notice)
    sweep_calls(state_of(manifest))
    return resumption


def resume_these(
    attempts: Sequence[Attempt], manifest: str | None, notice: Callable[[Event], None]
) -> Resumption:
    """Finish these attempts; raises as `resume_jobs`."""
    if not attempts:
        return Resumption(resumed=())
    gate = Gate()
    resumed = asyncio.run(_resumed(attempts, scratch_of(manifest), gate, notice))
    return Resumption(resumed=resumed, stopped_by=gate.closed_by if gate.is_asked else None)


def _chosen(names: Sequence[str], manifest: str | None) -> tuple[Attempt, ...]:
    ledger = money_places().ledger
    if not ledger.exists():
        for name in names:
            named_attempt((), name)  # says that there is none
        return ()
    rescues = find_rescues(rescue_folders(state_of(manifest)))
    with open_book(ledger) as book:
        take_in(book, rescues, date=seconds_since_1970())
        attempts = book.ask(list_attempts)
    chosen = [named_attempt(attempts, name) for name in names]
    over = next((each for each in chosen if not each.is_live), None)
    if over is not None:
        raise ended(over)
    return tuple(dict.fromkeys(chosen or (each for each in attempts if each.is_live)))


async def _resumed(
    attempts: Sequence[Attempt], state: str, gate: Gate, notice: Callable[[Event], None]
) -> tuple[Resumed, ...]:
    clock = SystemClock()
    with open_premises() as premises:
        async with open_desk(Purse(project="", state=state), clock) as desk:
            place = premises.at(desk, clock)
            buyer = open_buyer(place, registry().services, gate, notice)
            assert buyer is not None, "there is a desk"
            gate.when_asked(buyer.leave)  # everything is saved by its id already
            with listening(gate.close):
                return await resume_attempts(attempts, buyer)
