"""What SQLite refuses, explained: a fault of the disk, or a damaged file."""

from __future__ import annotations

import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import STORED_IS_SAFE, storage_error
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

_PRIMARY: Final = 0xFF  # the part of a code that names its family (sqlite.org/rescode.html)
_DISK: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether the file itself is wrong, not the disk it lies on."""
    return _code(error) in _DAMAGE


def is_read_only(error: sqlite3.Error) -> bool:
    """Say whether something had to be written that may only be read."""
    return _code(error) == sqlite3.SQLITE_READONLY


def ledger_error(place: Path, error: sqlite3.Error) -> StorageError:
    """Write what SQLite refused as an error that says what to do."""
    code = _code(error)
    if code in _BUSY:
        return _locked(place)
    number = _DISK.get(code, errno.EIO)
    return storage_error("use the ledger", place, OSError(number, os.strerror(number)))


def _code(error: sqlite3.Error) -> int:
    """Name the family of a fault; those that Python itself raises have no code."""
    found: object = getattr(error, "sqlite_errorcode", None)
    return found & _PRIMARY if isinstance(found, int) else sqlite3.SQLITE_ERROR


def _locked(place: Path) -> StorageError:
    return StorageError(
        f"another program has kept the ledger {place} locked for half a minute",
        cost=STORED_IS_SAFE,
        next_step="End that program, then run the same command again.",
    )
