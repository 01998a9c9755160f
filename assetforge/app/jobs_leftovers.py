"""Leftovers: what runs that were killed left beside the ledger. Asks no service, and costs nothing.

    live attempt, its own result stored ─▶ its turn ─▶ store record ─▶ STORED
    kept answer of an attempt that ended ┐
    call that never entered the ledger   ┴▶ removed

Nothing here has to be done now: where a disk or the ledger refuses, it stays for the next time.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from assetforge.adapters.call_spool import Spool
from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import find_live, list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_return import find_rescues
from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.money_places import money_places
from assetforge.core.errors import AssetforgeError, DamagedError
from assetforge.execution.attempt import AttemptState, Change
from assetforge.execution.brought import is_brought_by

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from assetforge.adapters.store import FileStore
    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made


def close_brought(store: FileStore) -> None:
    """End each live attempt whose own result is in the store, though nobody wrote that down."""
    with suppress(AssetforgeError):
        for attempt in _attempts(is_live=True):
            if _own(attempt, store) is not None:
                _close(attempt.key, store)


def sweep_calls(state: Path | None) -> None:
    """Remove the answers and marks of calls that nobody will ask for again.

    `state` is the project's folder for what may be lost: what was rescued there keeps its answer.
    """
    spool = Spool(money_places().calls)
    with suppress(AssetforgeError):
        intents = spool.intents()  # first: whatever has ended by then has ended for good
        if not intents or not money_places().ledger.exists():
            return
        known = {each.intent: each for each in _attempts()}
        rescued = {each.attempt.intent for each in find_rescues(rescue_folders(state))}
        for intent in intents - rescued:
            attempt = known.get(intent)
            if attempt is None or not attempt.is_live:
                spool.sweep(intent, is_over=attempt is not None)


def _attempts(*, is_live: bool = False) -> Sequence[Attempt]:
    place = money_places().ledger
    return read_ledger(place, lambda connection: list_attempts(connection, is_live=is_live))


def _own(attempt: Attempt, store: FileStore) -> Made | None:
    """Find the stored result that is proved to be an attempt's own."""
    try:
        made = store.find(attempt.key)
    except DamagedError:
        return None
    if made is None or not is_brought_by(attempt, made):
        return None
    return made if store.has(made.result.digest) else None


def _close(key: Digest, store: FileStore) -> None:
    with _turn(key) as is_ours, open_book(money_places().ledger) as book:
        live = book.ask(lambda connection: find_live(connection, key)) if is_ours else None
        made = None if live is None else _own(live, store)
        if live is None or made is None:
            return
        store.record(made)  # seen is not yet safe: its writer may have died
        change = Change(
            state=AttemptState.STORED, digest=made.result.digest, actual=made.charged, reason=""
        )
        book.note(live.intent, change, date=seconds_since_1970())


@contextmanager
def _turn(key: Digest) -> Generator[bool]:
    """Take the turn for a key, if nobody has it just now."""
    turn = FileTurns(money_places().turns).try_take(key)
    try:
        yield turn is not None
    finally:
        if turn is not None:
            end_turn(turn)
