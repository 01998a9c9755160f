"""Opening the ledger: made if there is none, refused if it is newer or damaged.

    one at a time, by a lock on a file beside it:
    ├─ damage not settled?                         DamagedError
    ├─ written by a newer version, or not ours?    refused, untouched
    ├─ none there                                  made, private, flushed, its tables in it
    ├─ not closed in order?                        read through; damaged ─▶ put aside
    └─ WAL, or a rollback journal where the disk is another machine's

Several at once that switch a new file to WAL fail with "locked" at once, whatever the timeout:
seen in 6 of 50 rounds of 8 (reliability notes, 2026). Hence the lock.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import refuse_link, sync_folder
from assetforge.adapters.ledger_access import alone
from assetforge.adapters.ledger_book import Book
from assetforge.adapters.ledger_damage import finish_move, put_aside, refuse_damage
from assetforge.adapters.ledger_faults import is_damage, ledger_error
from assetforge.adapters.ledger_folder import is_remote, make_private_folder
from assetforge.adapters.ledger_reading import refuse_strange, refuse_strange_file
from assetforge.adapters.ledger_schema import ADDITIONS, COLUMNS, CREATION, SAFETY, SYNCHRONOUS

if TYPE_CHECKING:
    from pathlib import Path

_FRESH: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def open_book(path: Path, *, is_mending: bool = False) -> Book:
    """Open the ledger at a path for writing.

    Who is mending damage may open a new one in its place, while everybody else is still refused.

    Raises:
        DamagedError: it is damaged, now or since an earlier run; nothing may be bought.
        StorageError: the disk refused, or knows no locks.
        AssetforgeError: a newer version wrote it, or it is none of ours; it is as it was.
    """
    make_private_folder(path.parent)
    with alone(path):
        if is_mending:
            finish_move(path)
        else:
            refuse_damage(path)
        with explaining("look at", path):
            refuse_link(path)
        refuse_strange(path)
        was_cut_off = any(_beside(path, part).exists() for part in ("-wal", "-journal"))
        _make_file(path)
        try:
            return Book(path, _prepared(path, was_cut_off=was_cut_off))
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                raise put_aside(path) from error
            raise ledger_error(path, error) from error


def _make_file(path: Path) -> None:
    """Make an empty file that only its user may read; SQLite gives its own files the same mode."""
    with explaining("make", path):
        try:
            os.close(os.open(path, _FRESH, 0o600))
        except FileExistsError:
            return
        sync_folder(path.parent)


def _prepared(path: Path, *, was_cut_off: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in SAFETY:
            connection.execute(pragma).fetchall()
        _settle_journal(connection, "delete" if is_remote(path.parent) else "wal")
        if was_cut_off:
            _read_through(connection)
        refuse_strange_file(path, connection)  # a crash may have kept us from seeing it before
        _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle_journal(connection: sqlite3.Connection, wanted: str) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != wanted:
        (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    connection.execute(SYNCHRONOUS["wal" if mode == "wal" else "delete"])


def _read_through(connection: sqlite3.Connection) -> None:
    with closing(connection.execute("PRAGMA quick_check(1)")) as found:
        said = found.fetchone()
    if said != ("ok",):
        raise _corrupt(str(said))


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make what an empty file lacks; a file of ours that lacks it is damaged."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.execute("BEGIN IMMEDIATE")
        for statement in CREATION:
            connection.execute(statement)
        connection.execute("COMMIT")
    for statement in ADDITIONS:
        connection.execute(statement)
    try:
        connection.execute(f"SELECT {', '.join(COLUMNS)} FROM attempts LIMIT 0")  # noqa: S608
    except sqlite3.OperationalError as error:
        raise _corrupt(str(error)) from error


def _beside(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)


def _corrupt(why: str) -> sqlite3.DatabaseError:
    """Make the error that SQLite itself raises for a damaged file."""
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
