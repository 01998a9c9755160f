"""Faults of SQLite, as people read them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assetforge.adapters.ledger_faults import is_damage, is_read_only, ledger_error

PLACE = Path("ledger.sqlite3")


def fault(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY, "the disk is read-only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "the disk is read-only"),
        (sqlite3.SQLITE_CANTOPEN, "it is forbidden"),
        (sqlite3.SQLITE_IOERR_FSYNC, "Input/output error"),
        (sqlite3.SQLITE_BUSY, "locked for half a minute"),
        (sqlite3.SQLITE_NOMEM, "Input/output error"),
    ],
)
def test_a_fault_of_the_disk_says_which(code: int, words: str) -> None:
    assert words in ledger_error(PLACE, fault(code)).what
    assert not is_damage(fault(code))


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT_INDEX]
)
def test_a_wrong_file_is_damage(code: int) -> None:
    assert is_damage(fault(code))


def test_what_may_only_be_read_is_told_apart() -> None:
    assert is_read_only(fault(sqlite3.SQLITE_READONLY_ROLLBACK))
    assert not is_read_only(fault(sqlite3.SQLITE_FULL))


def test_a_fault_without_a_code_is_no_damage() -> None:
    assert not is_damage(sqlite3.OperationalError("of Python's own"))
