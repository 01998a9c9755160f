"""The open book: a disk that refuses, a file that breaks, and who else is at it."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.core.errors import BusyError, DamagedError, StorageError
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.adapters.ledger_book import Book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with open_book(path) as opened:
        yield opened


def test_the_index_refuses_a_second_live_attempt_where_the_look_before_missed_it(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.claim(attempt_of(), Budget())
    monkeypatch.setattr("assetforge.adapters.ledger_book.find_live", finds_none)

    with pytest.raises(BusyError):
        book.claim(attempt_of(intent="z" * 26), Budget())


def test_a_refused_claim_leaves_no_trace_and_no_open_transaction(book: Book, path: Path) -> None:
    with pytest.raises(Exception, match="limit"):
        book.claim(attempt_of(), Budget(run=Decimal(1)))

    with open_book(path) as other:
        other.claim(attempt_of(), Budget())
    assert len(book.ask(list_attempts)) == 1


def test_a_full_disk_refuses_the_claim_and_what_was_there_stays(path: Path) -> None:
    with open_book(path) as book:
        book.claim(attempt_of("hero"), Budget())
        with small_files(path, room=1024), pytest.raises(StorageError, match="use the ledger"):
            claim_many(book, 40)

    left = read_ledger(path, list_attempts)
    assert left[0].address == "hero"
    assert len(left) < 40


def test_a_file_that_may_only_be_read_refuses_the_claim(book: Book) -> None:
    book.ask(lambda connection: connection.execute("PRAGMA query_only = 1"))

    with pytest.raises(StorageError, match="read-only"):
        book.claim(attempt_of(), Budget())


def test_who_waits_too_long_is_told(book: Book, path: Path) -> None:
    book.ask(lambda connection: connection.execute("PRAGMA busy_timeout = 10").fetchall())

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            book.claim(attempt_of(), Budget())


def test_damage_while_it_is_open_puts_it_aside_and_closes_it(path: Path) -> None:
    with open_book(path) as book:
        for number in range(60):
            book.claim(attempt_of(f"a{number}"), Budget())
    book = open_book(path)
    pages = bytearray(path.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    path.write_bytes(pages)

    with pytest.raises(DamagedError, match="put aside"):
        book.ask(list_attempts)

    assert book.is_closed
    assert not path.exists()
    with pytest.raises(DamagedError):
        open_book(path)


def test_damage_of_a_file_that_was_replaced_leaves_the_new_one_alone(path: Path) -> None:
    with open_book(path) as filled:
        for number in range(60):
            filled.claim(attempt_of(f"a{number}"), Budget())
    book = open_book(path)
    pages = bytearray(path.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    path.write_bytes(pages)
    path.rename(path.with_name("moved by somebody else"))
    path.write_text("new")

    with pytest.raises(DamagedError):
        book.ask(list_attempts)

    assert path.read_text() == "new"


def test_a_mistake_of_ours_is_no_fault_of_the_disk(book: Book) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        book.ask(lambda connection: connection.execute("SELECT ?", ()))


def test_a_change_that_is_not_allowed_writes_nothing(book: Book) -> None:
    book.claim(attempt_of(), Budget())
    book.note(attempt_of().intent, Change(state=AttemptState.VOID), date=NOON)

    with pytest.raises(ValueError, match="cannot become"):
        book.note(attempt_of().intent, Change(state=AttemptState.READY, job="j"), date=NOON)

    assert [each.job for each in book.ask(list_attempts)] == [None]


def finds_none(_connection: object, _key: object) -> None:
    """Look, and miss what is there."""


def claim_many(book: Book, count: int) -> None:
    for number in range(count):
        book.claim(attempt_of(f"a{number}"), Budget())


class small_files:  # noqa: N801 - read as `with small_files(…)`
    """Let no file of this process grow by more than `room` bytes, as on a full disk."""

    def __init__(self, path: Path, room: int) -> None:
        self._most = max(Path(f"{path}{part}").stat().st_size for part in ("", "-wal")) + room
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def __enter__(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._most, self._before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)
