"""What the disk refuses, in words that say what to do."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.disk_errors import explaining, storage_error
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "what", "next_step"),
    [
        (errno.ENOSPC, "the disk is full", "Free some space"),
        (errno.EDQUOT, "the disk is full", "Free some space"),
        (errno.EROFS, "the disk is read-only", "Make it writable"),
        (errno.EACCES, "it is forbidden", "Give yourself the right"),
        (errno.EPERM, "it is forbidden", "Give yourself the right"),
        (errno.ENOTDIR, "in the way", "Move it elsewhere"),
        (errno.ELOOP, "a link is in the way", "Put the file or folder itself"),
        (errno.EIO, "Input/output error", "Look after the disk"),
        (errno.ESTALE, "Stale file handle", "Look after the disk"),
    ],
)
def test_what_the_disk_refuses_is_explained(number: int, what: str, next_step: str) -> None:
    error = storage_error("write", "assets.lock", OSError(number, os.strerror(number)))

    assert error.what.startswith("cannot write assets.lock: ")
    assert what in error.what
    assert next_step in error.next_step
    assert error.exit == 12


def test_a_file_of_the_project_is_not_told_to_move_with_the_store() -> None:
    error = storage_error("write", "assets/a.png", OSError(errno.EROFS, "read-only"))

    assert error.next_step == "Make it writable, then run the command again."


def test_a_block_that_the_disk_refuses_is_explained_once(tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError, match="cannot read") as caught,
        explaining("keep", "the outer place"),
        explaining("read", tmp_path),
    ):
        tmp_path.read_bytes()

    assert str(tmp_path) in caught.value.what
    assert isinstance(caught.value.__cause__, IsADirectoryError)


def test_what_is_no_fault_of_the_disk_passes_through() -> None:
    with pytest.raises(ZeroDivisionError), explaining("read", "here"):
        divmod(1, 0)
