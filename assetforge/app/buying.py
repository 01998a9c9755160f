"""Buying without a project: the store and the workshop, for commands that have no plan.

open_premises ─▶ Premises ─ at(desk, clock) ─▶ what a buyer needs of the world
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.adapters.build_ports import BuildStore
from assetforge.adapters.clock import SystemClock
from assetforge.adapters.store import FileStore
from assetforge.adapters.workshop import Workshop
from assetforge.app.project import store_folder

if TYPE_CHECKING:
    from collections.abc import Generator

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.execution.desk import Desk
    from assetforge.lock.model import Made
    from assetforge.plan.facts import Ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What of the world a buyer needs."""

    store: BuildStore
    workshop: Workshop
    clock: SystemClock
    facts: StoreFacts
    desk: Desk | None = None

    def at(self, desk: Desk, clock: SystemClock) -> Premises:
        """Have a desk there, too."""
        return replace(self, desk=desk, clock=clock)


class StoreFacts:
    """What the store holds, where there is no project."""

    def __init__(self, store: FileStore) -> None:
        self._store = store

    def source(self, address: str) -> Blob:
        """Refuse: there are no sources without a project."""
        raise LookupError(address)

    def output(self, path: str) -> Digest | None:
        """Tell that there is no such file, for there is no project."""
        del path
        return None

    def made(self, key: Digest) -> Made | None:
        """Find what the store has for a key. A store that fails raises: it is not a miss."""
        return self._store.find(key)

    def ordered(self, key: Digest) -> Ordered | None:
        """Tell of no order: who buys looks into the ledger itself."""
        del key
        return None

    def holds(self, digest: Digest) -> bool:
        """Say whether the store has these bytes."""
        return self._store.has(digest)


@contextmanager
def open_premises() -> Generator[Premises]:
    """Open the store and the workshop of this user.

    Raises:
        StorageError: the disk refused.
    """
    with FileStore(store_folder()) as store, premises_of(store) as premises:
        yield premises


@contextmanager
def premises_of(store: FileStore) -> Generator[Premises]:
    """Open the workshop beside a store that is open already."""
    workshop = Workshop()
    try:
        yield Premises(
            store=BuildStore(store, "", _tell_nobody), workshop=workshop, clock=SystemClock(),
            facts=StoreFacts(store),
        )  # fmt: skip
    finally:
        workshop.close()


def _tell_nobody(_text: str) -> None:
    """Let go of what is told of healed files: there are no outputs that could heal any."""
