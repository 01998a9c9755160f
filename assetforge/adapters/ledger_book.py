"""The open book: one connection to the ledger, used by one thread of one process.

    open_book(path) ──▶ Book ── claim ─▶ note … ──▶ close

Every writing is one transaction that begins by taking the right to write, so that what it looked
at is still so when it writes; when it returns, what it wrote is on the disk.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from assetforge.adapters.known_keys import without_keys
from assetforge.adapters.ledger_access import alone
from assetforge.adapters.ledger_budget import refuse_excess
from assetforge.adapters.ledger_change import changed
from assetforge.adapters.ledger_damage import damaged, put_aside
from assetforge.adapters.ledger_faults import is_damage, ledger_error
from assetforge.adapters.ledger_questions import find_attempt, find_live
from assetforge.adapters.ledger_row import row_of
from assetforge.adapters.ledger_schema import COLUMNS
from assetforge.core.errors import BusyError, DamagedError
from assetforge.core.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path
    from typing import TypeVar

    from assetforge.execution.attempt import Attempt, Budget, Change

    T = TypeVar("T")

_INSERT = (
    f"INSERT INTO attempts ({', '.join(COLUMNS)}, version) "  # noqa: S608 - names of our own
    f"VALUES ({', '.join(f':{name}' for name in COLUMNS)}, :version)"
)
_UPDATE = (
    f"UPDATE attempts SET {', '.join(f'{name} = :{name}' for name in COLUMNS)}, "  # noqa: S608
    "seconds = COALESCE(:seconds, seconds) WHERE intent = :intent"
)


class Book:
    """Read and write a ledger that is open. Made by `open_book`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._identity = _identity(path)
        self.is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.is_closed = True
        self._connection.close()

    @property
    def journal(self) -> str:
        """The way SQLite keeps it whole: `wal`, or `delete` on the disk of another machine."""
        return self.ask(lambda connection: str(_one(connection, "PRAGMA journal_mode")))

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer one of the questions of `ledger_questions.py`.

        Raises:
            StorageError: the disk does not answer, which is not "none".
            DamagedError: the file is damaged, and is put aside now.
        """
        with self._explaining():
            return question(self._connection)

    def change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out one of the changes of `ledger_plans.py`, in one transaction.

        Raises:
            StorageError, DamagedError: as `ask`; nothing was written.
        """
        with self._explaining(), self._transaction():
            return work(self._connection)

    def claim(self, attempt: Attempt, budget: Budget) -> None:
        """Write a new attempt and reserve its credits, in one transaction.

        Raises:
            RefusedError: a limit would be passed, or the price is unknown and a limit is set.
            BusyError: the key has a live attempt already.
            StorageError, DamagedError: as `ask`; nothing was written that counts.
        """
        with self._explaining(), self._transaction():
            if find_live(self._connection, attempt.key) is not None:
                raise _busy(attempt)
            refuse_excess(self._connection, attempt, budget)
            try:
                self._connection.execute(_INSERT, row_of(attempt) | {"version": VERSION})
            except sqlite3.IntegrityError as error:
                raise _busy(attempt) from error

    def restore(self, attempts: Iterable[Attempt]) -> None:
        """Write attempts of an earlier ledger; those that are there already stay as they are.

        Raises:
            StorageError, DamagedError: as `ask`; none was written.
        """
        rows = [row_of(attempt) | {"version": VERSION} for attempt in attempts]
        with self._explaining(), self._transaction():
            self._connection.executemany(_INSERT.replace("INSERT", "INSERT OR IGNORE", 1), rows)

    def note(
        self, intent: str, change: Change, *, date: float, seconds: float | None = None
    ) -> Attempt:
        """Write what became of an attempt, and return it as it is now.

        `date` is now, in seconds since 1970; `seconds` is how long its job took, where known.

        Raises:
            ValueError: no attempt of this state can become that.
            StorageError, DamagedError: as `ask`; it could not be written.
        """
        with self._explaining(), self._transaction():
            attempt = find_attempt(self._connection, intent)
            if attempt is None:
                raise _lost(intent)
            now = changed(attempt, _fit_to_keep(change), date=date)
            self._connection.execute(_UPDATE, row_of(now) | {"seconds": seconds})
        return now

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite ends some by itself
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _explaining(self) -> Generator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a bug of ours
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise ledger_error(self.path, error) from error
            raise self._put_aside() from error

    def _put_aside(self) -> DamagedError:
        """Put the file aside, unless somebody did and another one is in its place."""
        self.close()
        with alone(self.path):
            if self._identity is not None and self._identity == _identity(self.path):
                return put_aside(self.path)
        return damaged(self.path)


def _fit_to_keep(change: Change) -> Change:
    """Take known keys out of what a service said."""
    said, url = change.reason, change.result_url
    return replace(
        change, reason=said and without_keys(said), result_url=url and without_keys(url)
    )  # fmt: skip


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell which file lies at a path; None: there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _one(connection: sqlite3.Connection, question: str) -> object:
    return connection.execute(question).fetchone()[0]


def _busy(attempt: Attempt) -> BusyError:
    return BusyError(
        f"`{attempt.address}` is being bought already: its key has a live attempt",
        cost="Nothing was sent for it.",
        next_step="See it with `assetforge jobs`, then run `assetforge build` again.",
    )


def _lost(intent: str) -> DamagedError:
    return DamagedError(
        f"the ledger has no attempt {intent}, though one was written",
        cost="What that attempt cost is not known here.",
        next_step="Look at the account at the provider, and at `assetforge jobs --all`.",
    )
