"""The index: it may be lost, locked or forged, and nobody notices but for the time it takes."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.adapters.index import Index
from assetforge.adapters.store import FileStore
from tests.unit.lock.samples import made_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY: Final = "sha256:" + "0" * 64


class Bomb:
    """Leaves a file behind if it is ever unpickled."""

    def __init__(self, crater: Path) -> None:
        self.crater = crater

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.crater),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    opened = Index(folder, timeout=0.05)
    yield opened
    opened.close()


def forge(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "cache.db")) as database, database:
        assert database.execute(statement, values).rowcount > 0


def found_in(folder: Path) -> bytes | None:
    """What an index that is opened afresh has."""
    with closing(Index(folder)) as index:
        return index.find(KEY, "1")


def test_a_record_is_repeated_under_its_stamp(index: Index) -> None:
    index.note(KEY, "1.2.3", b"record\nof two lines")

    assert index.find(KEY, "1.2.3") == b"record\nof two lines"


def test_a_record_whose_file_has_changed_is_not_repeated(index: Index) -> None:
    index.note(KEY, "1.2.3", b"record")

    assert index.find(KEY, "1.2.4") is None


def test_a_forgotten_record_is_gone(index: Index) -> None:
    index.note(KEY, "1", b"record")

    index.forget(KEY)

    assert index.find(KEY, "1") is None


def test_records_outlive_the_process(index: Index, folder: Path) -> None:
    index.note(KEY, "1", b"record")
    index.close()

    assert found_in(folder) == b"record"


def test_nothing_goes_by_itself(index: Index) -> None:
    for number in range(50):
        index.note(f"key-{number}", "1", b"x" * 100_000)

    assert all(index.find(f"key-{number}", "1") for number in range(50))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE Cache SET mode = 4, value = ?",
        "UPDATE Cache SET mode = 4, filename = 'bomb', value = NULL, size = length(?)",
        "UPDATE Cache SET mode = 2, filename = '../victim', value = NULL, size = length(?)",
        "UPDATE Cache SET mode = 3, filename = '../victim', value = NULL, size = length(?)",
        "UPDATE Cache SET filename = '../victim', size = length(?)",
        "UPDATE Cache SET value = ?",
        "UPDATE Cache SET key = ?, raw = 0",
        "UPDATE Cache SET expire_time = 1, filename = '../victim', size = length(?)",
        "INSERT OR REPLACE INTO Settings VALUES ('disk_pickle_protocol', ?)",
        "INSERT OR REPLACE INTO Settings VALUES ('disk_unknown', ?)",
        "INSERT OR REPLACE INTO Settings VALUES ('eviction_policy', ?)",
        "INSERT OR REPLACE INTO Settings VALUES ('get', ?)",
        "INSERT OR REPLACE INTO Settings VALUES ('sqlite_journal_mode', ?)",
    ],
)
def test_a_forged_database_runs_nothing_and_removes_nothing(
    index: Index, folder: Path, tmp_path: Path, statement: str
) -> None:
    victim, crater = tmp_path / "victim", tmp_path / "crater"
    victim.write_text("1\nsecret")
    bomb = pickle.dumps(Bomb(crater))
    index.note(KEY, "1", b"record")
    index.close()
    (folder / "bomb").write_bytes(bomb)
    forge(folder, statement, bomb)

    for _ in range(2):
        assert index.find(KEY, "1") in {None, b"record"}
        index.note("another", "1", b"record")
        index.note(KEY, "2", b"record")
        index.forget(KEY)
        index.note(KEY, "1", b"record")
        index.close()

    assert found_in(folder) == b"record"
    assert victim.read_text() == "1\nsecret"
    assert not crater.exists()


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, b"not a database at all"])
def test_a_damaged_database_is_made_anew(index: Index, folder: Path, damage: bytes) -> None:
    index.note(KEY, "1", b"record")
    index.close()
    with (folder / "cache.db").open("r+b") as file:
        file.write(damage)
        file.truncate(max(len(damage), 1) if damage != b"\0" * 100 else None)

    index.note("another", "1", b"record")

    assert index.find("another", "1") == b"record"


def test_a_database_that_is_deleted_under_way_is_made_anew(index: Index, folder: Path) -> None:
    index.note(KEY, "1", b"record")
    shutil.rmtree(folder)
    index.close()

    assert index.find(KEY, "1") is None
    index.note(KEY, "1", b"record")
    assert index.find(KEY, "1") == b"record"


def test_a_database_that_another_process_holds_is_done_without(index: Index, folder: Path) -> None:
    index.note(KEY, "1", b"record")
    index.close()

    with closing(sqlite3.connect(folder / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert index.find(KEY, "1") is None
        index.note("another", "1", b"record")

    assert found_in(folder) == b"record"


def test_an_index_that_cannot_be_a_folder_is_done_without(index: Index, folder: Path) -> None:
    folder.write_text("in the way")

    index.note(KEY, "1", b"record")

    assert index.find(KEY, "1") is None
    assert folder.read_text() == "in the way"


def test_a_folder_whose_name_a_shell_would_expand_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELSEWHERE", str(tmp_path / "elsewhere"))

    with closing(Index(tmp_path / "$ELSEWHERE")) as index:
        index.note(KEY, "1", b"record")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["deleted", "broken", "forged"])
def test_a_store_answers_the_same_whatever_becomes_of_its_index(
    tmp_path: Path, damage: str
) -> None:
    mades = [made_of(f"asset-{number}") for number in range(5)]
    index = tmp_path / "v1" / "index"
    with FileStore(str(tmp_path)) as store:
        for made in mades:
            store.record(made)
        store.list_records()
    if damage == "deleted":
        shutil.rmtree(index)
    elif damage == "broken":
        (index / "cache.db").write_bytes(b"broken" * 999)
    else:
        forge(index, "UPDATE Cache SET mode = 4, value = ?", pickle.dumps(Bomb(tmp_path / "x")))

    with FileStore(str(tmp_path)) as store:
        for _ in range(2):
            assert {held.made.key: held.made for held in store.list_records().held} == {
                made.key: made for made in mades
            }

    assert not (tmp_path / "x").exists()


def test_an_index_that_is_a_link_is_neither_used_nor_removed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "cache.db").write_bytes(b"not a database at all")
    (tmp_path / "link").symlink_to(outside)
    index = Index(tmp_path / "link")

    index.note(KEY, "1", b"record")

    assert index.find(KEY, "1") is None
    assert [path.name for path in outside.iterdir()] == ["cache.db"]


def test_only_the_database_itself_is_thrown_away(index: Index, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cache.db").write_bytes(b"not a database at all")
    (folder / "thesis.txt").write_text("precious")

    index.note(KEY, "1", b"record")

    assert index.find(KEY, "1") == b"record"
    assert (folder / "thesis.txt").read_text() == "precious"
