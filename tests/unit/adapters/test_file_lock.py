"""Locks on files: shared by many or held by one, and never on a file that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.file_lock import FileLock
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def locks(tmp_path: Path) -> Iterator[tuple[FileLock, FileLock]]:
    pair = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    yield pair
    for lock in pair:
        lock.release()


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_only_shared_locks_go_together(
    locks: tuple[FileLock, FileLock], *, first: bool, second: bool, both: bool
) -> None:
    assert locks[0].try_acquire(shared=first)

    assert locks[1].try_acquire(shared=second) == both


def test_a_lock_that_was_let_go_is_free(locks: tuple[FileLock, FileLock]) -> None:
    assert locks[0].try_acquire()
    locks[0].release()

    assert locks[1].try_acquire()


def test_a_lock_that_is_held_is_held_when_asked_for_again(
    locks: tuple[FileLock, FileLock],
) -> None:
    assert locks[0].try_acquire()

    assert locks[0].try_acquire()
    assert not locks[1].try_acquire()


def test_a_wait_is_told_once_and_ends(locks: tuple[FileLock, FileLock]) -> None:
    told: list[str] = []
    assert locks[0].try_acquire()

    got = locks[1].acquire(timeout=0.2, waiting=lambda: told.append("waiting"))

    assert not got
    assert told == ["waiting"]


def test_no_wait_is_told_where_there_is_none(locks: tuple[FileLock, FileLock]) -> None:
    told: list[str] = []

    assert locks[0].acquire(timeout=60, waiting=lambda: told.append("waiting"))
    assert told == []


def test_the_lock_of_a_file_that_was_removed_keeps_nobody_out(
    locks: tuple[FileLock, FileLock],
) -> None:
    assert locks[0].try_acquire()
    locks[0].path.unlink()

    assert locks[1].try_acquire()


def test_a_lock_without_a_folder_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot lock"):
        FileLock(tmp_path / "absent" / "lock").try_acquire()
