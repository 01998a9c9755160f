"""Mending: a new ledger in place of a damaged one, with all that can still be read from that.

damaged file ─ row by row ─▶ new ledger     marker stays: nobody else may use it yet
the providers are asked what they made lately ─▶ `settle_damage`
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from assetforge.adapters.ledger_damage import aside_of, marker_of
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_row import attempt_of
from assetforge.adapters.ledger_schema import COLUMNS
from assetforge.core.errors import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book
    from assetforge.execution.attempt import Attempt

_ROW: Final = f"SELECT {', '.join(COLUMNS)} FROM attempts WHERE rowid = ?"  # noqa: S608 - our names
_MOST_BLANK: Final = 20_000  # rows in turn that cannot be read; then the end is taken to be there


def mend_ledger(path: Path) -> Book:
    """Open the ledger at a path, whether or not it is damaged or was; twice is as once.

    Every attempt that can still be read from a damaged one is in it. While `settle_damage` was not
    called, everybody else is refused.

    Raises:
        StorageError: the disk refused.
    """
    try:
        book = open_book(path, is_mending=True)
    except DamagedError:  # it was found now, and is put aside
        book = open_book(path, is_mending=True)
    if marker_of(path).exists():
        book.restore(salvage(aside_of(path)))
    return book


def salvage(path: Path) -> tuple[Attempt, ...]:
    """Read every attempt that can still be read from a damaged ledger; it is not written to."""
    if not path.exists():
        return ()
    place = f"file:{quote(str(path))}?mode=ro"
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA trusted_schema = OFF")
        return tuple(_readable(connection))
    return ()


def _readable(connection: sqlite3.Connection) -> Iterator[Attempt]:
    number = blank = 0
    while blank < _MOST_BLANK:
        number, blank = number + 1, blank + 1
        with suppress(sqlite3.Error, DamagedError):
            row = connection.execute(_ROW, (number,)).fetchone()
            if row is not None:
                yield attempt_of(dict(zip(COLUMNS, row, strict=True)))
                blank = 0
