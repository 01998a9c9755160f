"""Telling the ledger that a lock names what took the place of another result.

    STORED ─▶ output file ─▶ lock ─▶ PLACED

Until then the next plan puts it in its place, whatever the lock says. From then on the lock alone
decides, so that whoever goes back to an older lock gets the older result.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from assetforge.core.errors import DamagedError, StorageError
from assetforge.execution.attempt import PLACED, AttemptState, Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.execution.ports import World
    from assetforge.lock.model import Entry


async def note_placed(entries: Iterable[Entry], world: World) -> None:
    """Note of what replaced another result that a lock names it now.

    Nothing is lost where that fails: it is put in its place once more.
    """
    if world.desk is None:
        return
    for made in (entry.made for entry in entries):
        if made.provider not in world.desk.terms:
            continue
        with suppress(StorageError, DamagedError, ValueError):
            order = world.facts.ordered(made.key)
            if order is not None and order.brought == made.result.digest:
                change = Change(state=AttemptState.STORED, reason=PLACED)
                await world.desk.ledger.note(order.intent, change)
