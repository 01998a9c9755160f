"""Reading leaves no trace, whatever is there and whoever writes."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from assetforge.adapters import ledger_opening
from assetforge.adapters.ledger_damage import put_aside
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.core.errors import AssetforgeError, DamagedError, StorageError
from assetforge.execution.attempt import Budget
from tests.unit.adapters.ledger_samples import attempt_of
from tests.unit.adapters.test_ledger_opening import (
    change_version,
    everything_in,
    fill,
    kill_a_writer,
    overwrite_all,
    says_yes,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def count(path: Path) -> int:
    return len(read_ledger(path, list_attempts))


def test_no_ledger_is_an_empty_one_and_none_is_made(path: Path) -> None:
    assert count(path) == 0
    assert not path.parent.exists()


def test_an_empty_file_is_an_empty_ledger(path: Path) -> None:
    path.parent.mkdir()
    path.touch()

    assert count(path) == 0


def test_a_making_that_was_cut_off_is_an_empty_ledger(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")

    assert count(path) == 0


def test_a_closed_ledger_is_read_without_a_trace(path: Path) -> None:
    fill(path, 3)
    before = everything_in(path.parent)

    assert count(path) == 3
    assert everything_in(path.parent) == before


def test_an_open_ledger_shows_what_was_written_so_far(path: Path) -> None:
    with open_book(path) as book:
        for number in range(3):
            book.claim(attempt_of(f"a{number}"), Budget())

            assert count(path) == number + 1


def test_a_ledger_of_a_killed_writer_is_read_and_left_for_the_next_writer(path: Path) -> None:
    kill_a_writer(path)
    before = {place.name for place in path.parent.iterdir()}
    wal = Path(f"{path}-wal").read_bytes()

    assert count(path) == 1
    assert {place.name for place in path.parent.iterdir()} == before
    assert Path(f"{path}-wal").read_bytes() == wal


def test_a_ledger_that_opens_and_closes_all_the_time_is_read_whole(path: Path) -> None:
    done = threading.Event()
    fill(path, 1)

    def open_and_close() -> None:
        for number in range(30):
            with open_book(path) as book:
                book.claim(attempt_of(f"b{number}"), Budget())
        done.set()

    writer = threading.Thread(target=open_and_close)
    writer.start()
    seen = [count(path)]
    while not done.is_set():
        seen.append(count(path))
    writer.join()

    assert seen == sorted(seen)
    assert count(path) == 31


def test_a_rollback_journal_is_read_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_opening, "is_remote", says_yes)
    fill(path, 2)
    before = everything_in(path.parent)

    assert count(path) == 2
    assert everything_in(path.parent) == before


def test_what_somebody_brings_in_order_just_now_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_opening, "is_remote", says_yes)
    fill(path, 2)
    leave_a_hot_journal(path)

    def bring_in_order() -> None:
        with open_book(path) as book:
            book.ask(list_attempts)

    writer = threading.Timer(0.05, bring_in_order)
    writer.start()
    found = count(path)
    writer.join()

    assert found == 2


def test_a_change_that_a_crash_cut_off_is_for_the_next_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_opening, "is_remote", says_yes)
    fill(path, 2)
    leave_a_hot_journal(path)

    with pytest.raises(StorageError, match="middle of a change"):
        count(path)
    with open_book(path):
        pass

    assert count(path) == 2


def leave_a_hot_journal(path: Path) -> None:
    """Copy the files in the middle of a transaction, then put the copies in their place."""
    journal = Path(f"{path}-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE attempts SET request = ?", ("x" * 200_000,))
        database, undo = path.read_bytes(), journal.read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(database)
    journal.write_bytes(undo)


def test_a_newer_version_is_refused(path: Path) -> None:
    fill(path)
    change_version(path, 99)

    with pytest.raises(AssetforgeError, match="its format is 99"):
        count(path)


def test_damage_is_told_and_left_for_who_writes(path: Path) -> None:
    fill(path)
    overwrite_all(path)
    before = everything_in(path.parent)

    with pytest.raises(DamagedError, match="is damaged"):
        count(path)

    assert everything_in(path.parent) == before


def test_damage_that_was_put_aside_is_no_empty_ledger(path: Path) -> None:
    fill(path)
    put_aside(path)

    with pytest.raises(DamagedError, match="put aside"):
        count(path)


def test_a_name_with_signs_of_a_url_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "odd ?#%41 &mode=rw" / "ledger.sqlite3"
    fill(path)

    assert count(path) == 1
