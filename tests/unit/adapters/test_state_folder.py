"""The folders of assetforge in a project: made where missing, refused where they lead away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.project_folder import CAN_WALK
from assetforge.adapters.state_folder import StateFolders
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = (".state", ".state/draft")
LATER = (".state/draft/store", ".state/draft/store/staging")
ANCHOR = ".state/.gitignore"


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.skipif(
    not CAN_WALK, reason="this system cannot open a file relative to an open folder"
))])  # fmt: skip
def folders(tmp_path: Path, request: pytest.FixtureRequest) -> StateFolders:
    return StateFolders(str(tmp_path), FOLDERS, LATER, walks=bool(request.param))


def test_folders_are_made_once_and_hidden_from_git(folders: StateFolders, tmp_path: Path) -> None:
    folders.check()
    assert not list(tmp_path.iterdir())

    folders.make(ANCHOR)
    before = (tmp_path / ANCHOR).stat()
    folders.make(ANCHOR)
    folders.check()

    assert (tmp_path / ".state/draft").is_dir()
    assert not (tmp_path / ".state/draft/store").exists()
    assert (tmp_path / ANCHOR).read_bytes() == b"*\n"
    assert (tmp_path / ANCHOR).stat() == before


def test_what_a_person_wants_git_to_ignore_stays(folders: StateFolders, tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    (tmp_path / ANCHOR).write_bytes(b"!reports/\n")

    folders.make(ANCHOR)

    assert (tmp_path / ANCHOR).read_bytes() == b"!reports/\n"


def test_a_link_in_place_of_the_list_for_git_stays(folders: StateFolders, tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    (tmp_path / ANCHOR).symlink_to(tmp_path / "victim")

    folders.make(ANCHOR)

    assert (tmp_path / ANCHOR).is_symlink()
    assert not (tmp_path / "victim").exists()


@pytest.mark.parametrize("path", [*FOLDERS, *LATER])
def test_a_link_among_the_folders_is_refused(
    path: str, folders: StateFolders, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StorageError, match=f"`{path}` is a link or no folder") as refused:
        folders.make(ANCHOR)
    with pytest.raises(StorageError, match=f"`{path}` is a link or no folder"):
        folders.check()

    assert "Remove it" in refused.value.next_step
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_in_place_of_a_folder_is_refused(folders: StateFolders, tmp_path: Path) -> None:
    (tmp_path / ".state").write_bytes(b"")

    with pytest.raises(StorageError, match="is a link or no folder"):
        folders.make(ANCHOR)
