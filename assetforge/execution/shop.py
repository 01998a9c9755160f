"""What all purchases of one run share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.errors import NOTHING_SPENT, UnavailableError
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.book import Book
    from assetforge.execution.breaker import Breaker
    from assetforge.execution.desk import Desk
    from assetforge.execution.events import Event
    from assetforge.execution.gate import Gate
    from assetforge.execution.goal import Goal
    from assetforge.execution.ports import Clock, Store, Workshop

Notice: TypeAlias = "Callable[[Event], None]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The world as purchases see it, and what they learn from each other."""

    store: Store
    workshop: Workshop
    clock: Clock
    desk: Desk
    gate: Gate
    book: Book
    breaker: Breaker
    goal: Goal
    notice: Notice
    leaving: asyncio.Event = field(default_factory=asyncio.Event)  # nothing is waited for any more

    def objection(self, provider: str) -> AssetforgeError | None:
        """Say why nothing may be ordered at a service now; None where it may."""
        objection = self.breaker.objection(provider)
        if objection is not None:
            return objection.error()
        return None if self.gate.closed_by is None else _stopped(self.gate.closed_by)


def _stopped(reason: Exit) -> AssetforgeError:
    why = "the disk refuses" if reason is Exit.STORAGE else "the build is being stopped"
    return UnavailableError(
        f"it was not ordered: {why}", cost=NOTHING_SPENT,
        next_step="Run `assetforge build` again: it goes on where this one stopped.",
    )  # fmt: skip
