"""A folder of the project, opened for reading: what is in it, and nothing that it links to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.file_pattern import Item
from assetforge.adapters.outputs_folder import InTheWayError
from assetforge.adapters.project_folder import NamedFolder, WalkedFolder

if TYPE_CHECKING:
    from pathlib import Path

both = pytest.mark.parametrize("kind", [WalkedFolder, NamedFolder])


@both
def test_what_a_folder_holds_is_told_apart(
    tmp_path: Path, kind: type[WalkedFolder | NamedFolder]
) -> None:
    (tmp_path / "a" / "folder").mkdir(parents=True)
    (tmp_path / "a" / "file").write_bytes(b"")
    (tmp_path / "a" / "link").symlink_to(tmp_path / "a" / "file")
    (tmp_path / "a" / "link-to-folder").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "a" / "pipe")

    with kind(tmp_path, "a/*") as folder:
        items = folder.items()

    assert {item.name: item.kind for item in items} == {
        "folder": "folder", "file": "file", "link": "link", "link-to-folder": "link",
        "pipe": "other",
    }  # fmt: skip
    assert Item(name="file", kind="file") in items


@both
def test_a_file_is_read(tmp_path: Path, kind: type[WalkedFolder | NamedFolder]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_bytes(b"text")

    with kind(tmp_path, "a/file") as folder, folder.open() as file:
        assert file.read() == b"text"


def test_a_link_swapped_in_after_the_look_is_not_followed(tmp_path: Path) -> None:
    """The folder is held open while somebody works on it."""
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "p" / "a").mkdir(parents=True)
    (tmp_path / "p" / "a" / "file").write_bytes(b"text")

    with WalkedFolder(tmp_path / "p", "a/file") as folder:
        (tmp_path / "p" / "a" / "file").unlink()
        (tmp_path / "p" / "a" / "file").symlink_to(tmp_path / "secret")

        with pytest.raises(InTheWayError):
            folder.open()


def test_a_folder_swapped_for_a_link_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_bytes(b"secret")
    (tmp_path / "p" / "a").mkdir(parents=True)
    (tmp_path / "p" / "a" / "file").write_bytes(b"text")

    with WalkedFolder(tmp_path / "p", "a/file") as folder:
        (tmp_path / "p" / "a").rename(tmp_path / "p" / "b")
        (tmp_path / "p" / "a").symlink_to(tmp_path / "outside")

        with folder.open() as file:
            assert file.read() == b"text"
