"""The index: the store's records in one database, so that a clean-up of thousands opens one file.

    key ──▶ stamp of the record's file, a line break, the record's text

It may be deleted, damaged or locked at any time: what it does not answer is read from the record
itself, so it is never the reason for a miss. A stamp that is not the file's own does not count.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from assetforge.adapters.files import refuse_link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assetforge.adapters.index_shelf import Shelf

Answer = TypeVar("Answer")

_DATABASE: Final = "cache.db"  # diskcache's own name for it
_PATIENCE: Final = 30.0  # seconds that a database may be locked by another process


class Index:
    """Repeat records; no fault of its database ever gets out of it."""

    def __init__(self, folder: Path, *, timeout: float = _PATIENCE) -> None:
        self._folder = folder
        self._timeout = timeout
        self._guard = threading.Lock()
        self._shelf: Shelf | None = None
        # diskcache would replace `$NAME` in its folder's path, and write somewhere else.
        self._is_off = os.path.expandvars(folder) != str(folder)

    def find(self, key: str, stamp: str) -> bytes | None:
        """Read the record noted with this stamp; None where the file itself must be read."""
        noted = self._ask(lambda shelf: shelf.find(key)) or ""
        head, line_break, text = noted.partition("\n")
        return text.encode() if line_break and head == stamp else None

    def note(self, key: str, stamp: str, record: bytes) -> None:
        """Repeat a record that was just read or written."""
        self._ask(lambda shelf: shelf.note(key, f"{stamp}\n{record.decode()}"))

    def forget(self, key: str) -> None:
        """Forget a record that was removed."""
        self._ask(lambda shelf: shelf.forget(key))

    def close(self) -> None:
        """Let go of the database."""
        with self._guard:
            self._close()

    def _ask(self, question: Callable[[Shelf], Answer]) -> Answer | None:
        with self._guard:
            for _ in range(2):  # once more with a new database, where the old one is damaged
                if self._is_off:
                    return None
                try:
                    return question(self._opened())
                except Exception as error:  # noqa: BLE001 - a forged database may raise anything
                    self._start_again(error)
            return None

    def _opened(self) -> Shelf:
        if self._shelf is None:
            # Here, since diskcache is slow to import and most commands never come this far.
            from assetforge.adapters.index_shelf import Shelf

            refuse_link(self._folder)
            self._folder.mkdir(parents=True, exist_ok=True)
            _check_is_free(self._folder / _DATABASE, self._timeout)
            self._shelf = Shelf(self._folder, self._timeout)
        return self._shelf

    def _start_again(self, error: Exception) -> None:
        """Throw a damaged database away; do without one that another process holds."""
        self._close()
        if _is_locked(error):
            self._is_off = True
            return
        try:
            self._remove()
        except FileNotFoundError:
            pass
        except OSError:
            self._is_off = True

    def _remove(self) -> None:
        """Remove the database; whatever else stands there is none of ours."""
        refuse_link(self._folder)
        for place in self._folder.glob(f"{_DATABASE}*"):
            place.unlink()

    def _close(self) -> None:
        if self._shelf is not None:
            with suppress(Exception):  # what cannot be closed is let go of all the same
                self._shelf.close()
            self._shelf = None


def _check_is_free(database: Path, timeout: float) -> None:
    """Find out with our own patience: diskcache opens a locked database for a whole minute."""
    if database.exists():
        with closing(sqlite3.connect(database, timeout=timeout, isolation_level=None)) as trial:
            trial.execute("BEGIN IMMEDIATE")
            trial.execute("ROLLBACK")


def _is_locked(error: Exception) -> bool:
    return type(error).__name__ == "Timeout" or "locked" in str(error)
