"""Looking after the store: what it holds, what it is worth, what may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_roots import DAY, DAYS_KEPT
from assetforge.adapters.store_waste import worth_of
from assetforge.app.project import store_folder
from assetforge.app.reading import parse_lock
from assetforge.core.credits import FREE
from assetforge.core.errors import RefusedError
from assetforge.lock.model import Lock
from assetforge.report.collected import Collected, Gone
from assetforge.report.stored import Kept, Stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assetforge.adapters.store_waste import Waste

GRACE_DAYS: Final = DAYS_KEPT  # what a lock referred to this lately stays, though the lock is gone


def list_store() -> Stored:
    """List what the store holds, and what it is worth; nothing is written."""
    place = store_folder()
    with FileStore(place, read_only=True) as store:
        listing = store.list_records()
        kept = tuple(
            Kept(
                key=held.made.key, kind=held.made.kind, provider=held.made.provider,
                model=held.made.model, blob=held.made.result, worth=worth_of(held.made),
                prompt=str(held.made.request.get("prompt", "")),
            )
            for held in listing.held
        )  # fmt: skip
    return Stored(place=place, kept=kept, torn=listing.torn)


def collect_garbage(*, days: int, does_it: bool, destroys_paid: bool) -> Collected:
    """Find what no lock refers to, nor did for some days; remove it if asked to.

    Only what is removed is written; with 0 days all goes that no lock refers to now.

    Raises:
        RefusedError: something that was paid for would go, and that was not agreed to.
    """
    since = _start_of_grace(days)
    with FileStore(store_folder(), read_only=not does_it) as store:
        found = store.find_waste(since=since, read_lock=_lock_at)
        waste = found.waste
        paid = [each for each in waste if each.worth != FREE]
        if does_it and paid and not destroys_paid:
            raise _would_destroy(paid)
        if does_it and waste:
            store.remove(waste, since=since, read_lock=_lock_at)
    gone = tuple(_gone(each) for each in waste)
    return Collected(gone=gone, is_done=does_it, days=days, torn=found.torn)


def _start_of_grace(days: int) -> int:
    """Name the start of a day in seconds since 1970: what is older may go; 0 days: tomorrow's."""
    today = int(seconds_since_1970() // DAY)
    return (today - days if days else today + 1) * DAY


def _gone(waste: Waste) -> Gone:
    made = waste.made
    what = "bytes that no record speaks of"
    if made is not None:
        what = f"{made.kind} {made.request.get('prompt', '')}".strip()
    return Gone(
        digest=waste.digest, what=what, provider=made.provider if made else "unknown",
        frees=waste.frees or 0, worth=waste.worth,
    )  # fmt: skip


def _lock_at(path: Path) -> Lock:
    data = LockFile(str(path)).read()
    return Lock() if data is None else parse_lock(data, str(path))


def _would_destroy(paid: Sequence[Waste]) -> RefusedError:
    return RefusedError(
        f"{len(paid)} of these were paid for, or nobody knows that they were not",
        next_step="Look at them with `assetforge store gc`; `--paid --yes` removes them too.",
    )
