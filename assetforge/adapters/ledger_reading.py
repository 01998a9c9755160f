"""Reading the ledger without leaving a trace, for commands that only look.

    no file             every question is answered as for an empty ledger
    closed in order     opened as a file that nobody changes; changed meanwhile: read again
    open or cut off     opened read-only beside SQLite's own files, which are there already

A read-only connection alone would make `-wal` and `-shm` and leave them (seen with SQLite 3.40).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote

from assetforge.adapters.clock import wait_out_the_tick
from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.ledger_damage import refuse_damage
from assetforge.adapters.ledger_faults import is_damage, is_read_only, ledger_error
from assetforge.adapters.ledger_schema import APPLICATION, CREATION, VERSION
from assetforge.core.errors import AssetforgeError, DamagedError, StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
_TRIES: Final = 20
_UNTOUCHED: Final = "Nothing was changed and nothing was sent."


def read_ledger(path: Path, question: Callable[[sqlite3.Connection], T]) -> T:
    """Ask a question of the ledger at a path; nothing is written, whatever it holds.

    Raises:
        StorageError: the disk does not answer.
        DamagedError: the ledger is damaged; the next command that writes puts it aside.
        AssetforgeError: a newer version wrote it, or it is none of ours.
    """
    refuse_damage(path)

    def asked(connection: sqlite3.Connection) -> T:
        refuse_strange_file(path, connection)
        return _asked_of_nothing(question) if _is_blank(connection) else question(connection)

    try:
        return _looked_at(path, asked)
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from error


def ledger_stamp(path: Path) -> tuple[object, ...]:
    """Tell what changes whenever somebody writes to the ledger, cheaply.

    Raises:
        StorageError: the disk does not answer.
    """
    return _state(path), _state(path.with_name(f"{path.name}-wal"))


def refuse_strange(path: Path) -> None:
    """Let nothing pass that a newer version wrote, or another program; it is not touched.

    What cannot be read so passes: who opens it for writing settles that.

    Raises:
        AssetforgeError: it is such a file.
        StorageError: the disk does not answer.
    """
    with suppress(sqlite3.DatabaseError):
        _looked_at(path, lambda connection: refuse_strange_file(path, connection), waits=False)


def refuse_strange_file(path: Path, connection: sqlite3.Connection) -> None:
    """Let nothing pass that is no ledger of this version, or of an older one; as `refuse_strange`.

    Raises:
        AssetforgeError: it is such a file.
    """
    if _is_blank(connection):
        return
    if _number(connection, "PRAGMA application_id") != APPLICATION:
        raise _not_ours(path)
    version = _number(connection, "PRAGMA user_version")
    if version > VERSION:
        raise _newer(path, version)


def _looked_at(path: Path, question: Callable[[sqlite3.Connection], T], *, waits: bool = True) -> T:
    for turn in range(_TRIES):
        before = _state(path)
        if before is None:
            return _asked_of_nothing(question)
        is_quiet = not _has_journal(path)
        try:
            answer = _asked(path, "immutable=1" if is_quiet else "mode=ro", question)
        except sqlite3.DatabaseError as error:
            # Whoever opens or closes it just now leaves it for a moment as a crash would for good.
            if waits and is_read_only(error) and turn < _TRIES - 1:
                wait_out_the_tick()
            elif _is_as_it_was(path, before, is_quiet=is_quiet):
                raise
        else:
            if _is_as_it_was(path, before, is_quiet=is_quiet):
                return answer
    raise _restless(path)


def _asked(path: Path, how: str, question: Callable[[sqlite3.Connection], T]) -> T:
    place = f"file:{quote(str(path))}?{how}"
    with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 30000").fetchall()
        connection.execute("PRAGMA trusted_schema = OFF")
        return question(connection)


def _asked_of_nothing(question: Callable[[sqlite3.Connection], T]) -> T:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in CREATION:
            connection.execute(statement)
        return question(connection)


def _state(path: Path) -> tuple[int, int, int] | None:
    """Tell what changes when somebody writes to the file; None: there is none, or nothing in it."""
    with explaining("look at", path):
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None


def _has_journal(path: Path) -> bool:
    return any(os.path.lexists(f"{path}{part}") for part in ("-wal", "-journal"))


def _is_as_it_was(path: Path, before: tuple[int, int, int], *, is_quiet: bool) -> bool:
    """Say whether an answer counts: a file taken for unchanging must not have changed."""
    return not is_quiet or (not _has_journal(path) and _state(path) == before)


def _is_blank(connection: sqlite3.Connection) -> bool:
    """Say whether nothing was ever written: the making of the file was cut off."""
    questions = ("SELECT COUNT(*) FROM sqlite_master", "PRAGMA application_id")
    return not any(_number(connection, question) for question in questions)


def _number(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])


def _explained(path: Path, error: sqlite3.DatabaseError) -> AssetforgeError:
    if is_damage(error):
        return _damaged(path, error)
    return _cut_off(path) if is_read_only(error) else ledger_error(path, error)


def _damaged(path: Path, error: sqlite3.DatabaseError) -> DamagedError:
    return DamagedError(
        f"the ledger of paid attempts, {path}, is damaged: {error}",
        cost="Nothing was sent. What runs at the providers goes on there and may have cost.",
        next_step="Run `assetforge jobs resume`: it puts the file aside and looks at what the "
        "providers made for you. Until then no paid call is made.",
    )


def _cut_off(path: Path) -> StorageError:
    return StorageError(
        f"a crash left the ledger {path} in the middle of a change, and this command only looks",
        cost=_UNTOUCHED,
        next_step="Run `assetforge build`: it brings the file in order first.",
    )


def _newer(path: Path, version: int) -> AssetforgeError:
    return AssetforgeError(
        f"a newer assetforge wrote the ledger {path}: its format is {version}, and this version "
        f"knows {VERSION}",
        cost=_UNTOUCHED,
        next_step="Update assetforge, then run the same command again.",
    )


def _not_ours(path: Path) -> StorageError:
    return StorageError(
        f"{path} is a database of another program, not a ledger of assetforge",
        cost=_UNTOUCHED,
        next_step="Move it elsewhere, or set ASSETFORGE_STATE_DIR to another folder.",
    )


def _restless(path: Path) -> StorageError:
    return StorageError(
        f"the ledger {path} was written to each time that it was read",
        cost=_UNTOUCHED,
        next_step="Run the same command again in a moment.",
    )
