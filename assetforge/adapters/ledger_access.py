"""One at a time at the ledger's file itself: for opening it, and for putting it aside."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.ledger_folder import is_remote
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

_PATIENCE: Final = 60.0  # seconds to wait for somebody who opens it; reading through takes longest


@contextmanager
def alone(ledger: Path) -> Generator[None]:
    """Keep everybody else from opening the ledger or putting it aside.

    Raises:
        StorageError: somebody is at it for too long, or the disk knows no locks.
    """
    lock = FileLock(ledger.with_suffix(".init"))
    if not lock.acquire(timeout=_PATIENCE):
        raise _never_opened(ledger)
    try:
        if is_remote(ledger.parent):
            _refuse_idle_locks(lock.path)
        yield
    finally:
        lock.release()


def _refuse_idle_locks(place: Path) -> None:
    """See that a disk of another machine really locks: it must refuse what is held already."""
    trial = FileLock(place)
    if trial.try_acquire():
        trial.release()
        raise _idle_locks(place)


def _never_opened(ledger: Path) -> StorageError:
    return StorageError(
        f"another assetforge has been opening the ledger {ledger} for a minute",
        next_step="End it if it hangs, then run the same command again.",
    )


def _idle_locks(place: Path) -> StorageError:
    return StorageError(
        f"the disk of {place.parent} grants a lock twice, so two builds could buy one thing twice",
        next_step="Set ASSETFORGE_STATE_DIR to a folder on a disk of this machine.",
    )
