"""Opening: made in private, refused where it is newer or strange, put aside where it is damaged."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import ledger_access, ledger_opening
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_schema import APPLICATION
from assetforge.core.errors import AssetforgeError, DamagedError, StorageError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import Budget
from tests.command_line import ROOT
from tests.unit.adapters.ledger_samples import attempt_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.adapters.ledger_book import Book

WRITER = """
import os, signal, sys
from pathlib import Path
from assetforge.adapters.ledger_opening import open_book
from assetforge.execution.attempt import Budget
from tests.unit.adapters.ledger_samples import attempt_of

book = open_book(Path(sys.argv[1]))
book.claim(attempt_of(), Budget())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def fill(path: Path, count: int = 1) -> None:
    with open_book(path) as book:
        for number in range(count):
            book.claim(attempt_of(f"a{number}"), Budget())


def change_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}


def pragma(book: Book, name: str) -> object:
    return book.ask(lambda found: found.execute(f"PRAGMA {name}").fetchone()[0])


def says_yes(_folder: Path) -> bool:
    """Take any disk for one of another machine."""
    return True


def kill_a_writer(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode < 0


def test_a_new_ledger_is_private_and_kept_as_it_has_to_be(path: Path) -> None:
    with open_book(path) as book:
        settings = {
            name: pragma(book, name)
            for name in (
                "journal_mode", "synchronous", "busy_timeout", "trusted_schema", "fullfsync",
                "application_id", "user_version",
            )
        }  # fmt: skip

    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000, "trusted_schema": 0,
        "fullfsync": 1, "application_id": APPLICATION, "user_version": 1,
    }  # fmt: skip
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_files_beside_it_are_private_too(path: Path) -> None:
    with open_book(path) as book:
        book.claim(attempt_of(), Budget())

        modes = {stat.S_IMODE(Path(f"{path}{part}").stat().st_mode) for part in ("-wal", "-shm")}

    assert modes == {0o600}


def test_a_making_that_was_cut_off_is_finished(path: Path) -> None:
    path.parent.mkdir()
    path.touch()

    fill(path)


def test_a_making_that_was_cut_off_after_the_switch_to_wal_is_finished(tmp_path: Path) -> None:
    blank = tmp_path / "ledger.sqlite3"
    with closing(sqlite3.connect(blank)) as connection:
        connection.execute("PRAGMA journal_mode = wal")

    fill(blank)


def test_a_ledger_of_a_newer_version_is_refused_and_not_touched(path: Path) -> None:
    fill(path)
    change_version(path, 2)
    before = everything_in(path.parent)

    with pytest.raises(AssetforgeError, match="newer assetforge wrote") as caught:
        open_book(path)

    assert caught.value.exit is Exit.FAILED
    assert everything_in(path.parent) == before


def test_a_database_of_another_program_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()

    with pytest.raises(StorageError, match="another program"):
        open_book(path)

    assert path.read_bytes() == before


def test_a_link_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.with_name("elsewhere"))

    with pytest.raises(StorageError):
        open_book(path)

    assert not path.with_name("elsewhere").exists()


def test_what_a_killed_writer_wrote_is_there(path: Path) -> None:
    kill_a_writer(path)
    assert Path(f"{path}-wal").stat().st_size > 0

    with open_book(path) as book:
        assert [each.address for each in book.ask(list_attempts)] == ["hero"]


def overwrite_all(path: Path) -> None:
    path.write_bytes(b"this was a ledger once" * 1000)


def overwrite_a_page(path: Path) -> None:
    """Damage that only shows when the file is read through, as after a crash."""
    Path(f"{path}-wal").touch()
    pages = bytearray(path.read_bytes())
    pages[-3 * 4096 : -2 * 4096] = b"\xff" * 4096
    path.write_bytes(pages)


def drop_the_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE attempts")


@pytest.mark.parametrize("damage", [overwrite_all, overwrite_a_page, drop_the_table])
def test_a_damaged_ledger_is_put_aside_and_stays_refused(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path, 40)
    damage(path)
    damaged = path.read_bytes()

    for _ in range(3):
        with pytest.raises(DamagedError, match="put aside"):
            open_book(path)

    assert not path.exists()
    (aside,) = path.parent.glob("ledger.damaged-*.sqlite3")
    assert aside.read_bytes()[: len(damaged)] == damaged


def test_a_disk_of_another_machine_gets_a_rollback_journal_flushed_with_its_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    monkeypatch.setattr(ledger_opening, "is_remote", says_yes)

    with open_book(path) as book:
        book.claim(attempt_of("beach"), Budget())

        assert (book.journal, pragma(book, "synchronous")) == ("delete", 3)
        assert not Path(f"{path}-wal").exists()


def test_a_disk_of_another_machine_that_grants_a_lock_twice_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_access, "is_remote", says_yes)
    monkeypatch.setattr(ledger_access, "FileLock", WillingLock)

    with pytest.raises(StorageError, match="grants a lock twice"):
        open_book(path)

    assert not path.exists()


def test_a_disk_of_another_machine_that_locks_is_used(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_access, "is_remote", says_yes)

    fill(path)


class WillingLock(FileLock):
    """A lock that anybody gets at any time, as on some disks of other machines."""

    def try_acquire(self, *, shared: bool = False) -> bool:
        del shared
        return True


def test_a_folder_that_cannot_be_written_is_told(path: Path) -> None:
    path.parent.write_text("no folder")

    with pytest.raises(StorageError):
        open_book(path)
