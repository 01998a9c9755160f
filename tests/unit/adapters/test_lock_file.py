"""The lock's file: read with a bound, written whole, and rescued where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import lock_file
from assetforge.adapters.lock_file import LockFile
from assetforge.core.errors import DamagedError, StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert LockFile(str(tmp_path / "assets.lock")).read() is None


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = LockFile(str(tmp_path / "assets.lock"))

    assert file.write(b"version = 1\n")
    assert not file.write(b"version = 1\n")
    assert file.read() == b"version = 1\n"


def test_what_killed_runs_left_beside_it_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / ".assetforge-assets.lock-0123456789abcdef").write_bytes(b"half")
    (tmp_path / ".assetforge-output-0123456789abcdef").write_bytes(b"under way")

    LockFile(str(tmp_path / "assets.lock")).write(b"version = 1\n")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".assetforge-output-0123456789abcdef",
        "assets.lock",
    ]


def test_a_lock_that_cannot_be_written_is_rescued_beside_it(tmp_path: Path) -> None:
    (tmp_path / "assets.lock").mkdir()

    with pytest.raises(StorageError) as caught:
        LockFile(str(tmp_path / "assets.lock")).write(b"version = 1\n")

    rescue = tmp_path / "assets.lock.rescue.toml"
    assert rescue.read_bytes() == b"version = 1\n"
    assert str(rescue) in caught.value.what
    assert f"move {rescue} over it" in caught.value.next_step
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "assets.lock",
        "assets.lock.rescue.toml",
    ]


def test_a_lock_whose_folder_takes_nothing_is_rescued_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "project").write_bytes(b"a file where the folder was")
    rescue = tmp_path / "state" / "assets.lock.rescue.toml"

    with pytest.raises(StorageError, match="in the way") as caught:
        LockFile(
            str(tmp_path / "project" / "assets.lock"), rescues=[str(tmp_path / "state")]
        ).write(b"version = 1\n")

    assert rescue.read_bytes() == b"version = 1\n"
    assert str(rescue) in caught.value.what


def test_where_nothing_can_be_rescued_the_way_back_is_told(tmp_path: Path) -> None:
    (tmp_path / "project").write_bytes(b"a file where the folder was")

    with pytest.raises(StorageError) as caught:
        LockFile(str(tmp_path / "project" / "assets.lock")).write(b"version = 1\n")

    assert "rescue" not in caught.value.what
    assert "run `assetforge build` again" in caught.value.next_step


def test_a_lock_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_file, "MOST_BYTES", 8)
    (tmp_path / "assets.lock").write_bytes(b"x" * 9)

    with pytest.raises(DamagedError, match="longer than"):
        LockFile(str(tmp_path / "assets.lock")).read()


def test_the_rescue_is_called_after_its_lock(tmp_path: Path) -> None:
    (tmp_path / "other.lock").mkdir()

    with pytest.raises(StorageError):
        LockFile(str(tmp_path / "other.lock")).write(b"version = 1\n")

    assert (tmp_path / "other.lock.rescue.toml").read_bytes() == b"version = 1\n"


@pytest.mark.parametrize("target", ["secret.env", "nowhere"])
def test_a_link_in_place_of_a_lock_is_neither_read_nor_replaced(
    target: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.env").write_bytes(b"KEY=1")
    (tmp_path / "assets.lock").symlink_to(target)
    file = LockFile(str(tmp_path / "assets.lock"))

    with pytest.raises(StorageError, match=r"cannot read .*: a link is in the way") as unread:
        file.read()
    with pytest.raises(StorageError, match=r"cannot write .*: a link is in the way"):
        file.write(b"version = 1\n")

    assert "Put the file or folder itself in its place" in unread.value.next_step
    assert (tmp_path / "assets.lock").is_symlink()
    assert (tmp_path / "secret.env").read_bytes() == b"KEY=1"


def test_a_folder_in_place_of_a_lock_is_explained(tmp_path: Path) -> None:
    (tmp_path / "assets.lock").mkdir()

    with pytest.raises(StorageError, match="in the way"):
        LockFile(str(tmp_path / "assets.lock")).read()
