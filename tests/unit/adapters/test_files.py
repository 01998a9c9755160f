"""Durable files: the old bytes or the new ones, and an explanation where the disk refuses."""

from __future__ import annotations

import os
import resource
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.files import make_folder, read_file, write_atomically
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def no_room_beyond(size: int) -> Generator[None]:
    """Let no file of this process grow beyond so many bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    changed = write_atomically(tmp_path / "a" / "b" / "file", b"bytes")

    assert changed
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"bytes"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_equal_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"bytes")
    before = (tmp_path / "file").stat()

    changed = write_atomically(tmp_path / "file", b"bytes")

    assert not changed
    assert (tmp_path / "file").stat() == before


def test_a_link_is_replaced_and_what_it_points_to_left_alone(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"bytes")
    (tmp_path / "file").symlink_to(tmp_path / "victim")

    write_atomically(tmp_path / "file", b"other")

    assert (tmp_path / "victim").read_bytes() == b"bytes"
    assert (tmp_path / "file").read_bytes() == b"other"


def test_a_full_disk_leaves_the_old_bytes_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")

    with no_room_beyond(100_000), pytest.raises(StorageError) as caught:
        write_atomically(tmp_path / "file", b"new" * 100_000)

    assert "the disk is full" in caught.value.what
    assert "Free some space" in caught.value.next_step
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_the_way_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()

    with pytest.raises(StorageError, match="in the way"):
        write_atomically(tmp_path / "file", b"bytes")

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_readers_see_the_old_bytes_or_the_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = [bytes([digit]) * 50_000 for digit in b"ab"]
    write_atomically(path, contents[0])
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            for content in contents:
                write_atomically(path, content)

    writer = threading.Thread(target=write)
    writer.start()
    seen = {path.read_bytes() for _ in range(2000)}
    done.set()
    writer.join()

    assert seen <= set(contents)


def test_reading_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 100)

    assert read_file(tmp_path / "file", limit=9) == b"x" * 10
    assert read_file(tmp_path / "file", limit=100) == b"x" * 100


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "odd")

    with pytest.raises(IsADirectoryError):
        read_file(tmp_path / "odd", limit=9)


def test_a_folder_may_be_made_by_many_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    threads = [threading.Thread(target=make_folder, args=(folder,)) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert folder.is_dir()
