"""The versions of an unmerged file, from real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.adapters.git_stages import Stages, read_committed, read_stages
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

NAME = "a [odd] näme.lock"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a repository with two branches that both changed a file in a folder."""
    git(tmp_path, "init", "-q")
    folder = tmp_path / "shop"
    folder.mkdir()
    write(folder, "base\n", "base")
    git(folder, "checkout", "-q", "-b", "side")
    write(folder, "theirs\n", "theirs")
    git(folder, "checkout", "-q", "main")
    return folder


def write(folder: Path, text: str, message: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")
    commit_all(folder, message)


def repository(folder: Path) -> Repository:
    found = find_repository(str(folder))
    assert found is not None
    return found


def test_the_base_and_both_sides_are_there_while_a_merge_is_open(place: Path) -> None:
    write(place, "ours\n", "ours")
    git(place, "merge", "side", most=1)

    stages = read_stages(repository(place), NAME)

    assert stages == Stages(base=b"base\n", ours=b"ours\n", theirs=b"theirs\n")


def test_a_side_that_removed_the_file_has_none(place: Path) -> None:
    (place / NAME).unlink()
    commit_all(place, "removed")
    git(place, "merge", "side", most=1)

    stages = read_stages(repository(place.parent), f"shop/{NAME}")

    assert stages == Stages(base=b"base\n", ours=None, theirs=b"theirs\n")


def test_a_rebase_has_sides_too(place: Path) -> None:
    write(place, "ours\n", "ours")
    git(place, "rebase", "side", most=1)

    stages = read_stages(repository(place), NAME)

    assert stages == Stages(base=b"base\n", ours=b"theirs\n", theirs=b"ours\n")


def test_without_an_open_merge_there_are_none(place: Path) -> None:
    assert read_stages(repository(place), NAME) is None


def test_what_was_added_counts_as_merged(place: Path) -> None:
    write(place, "ours\n", "ours")
    git(place, "merge", "side", most=1)
    git(place, "add", "--all")

    assert read_stages(repository(place), NAME) is None


def test_a_file_is_read_as_it_was_committed_last(place: Path) -> None:
    (place / NAME).write_text("later\n", encoding="utf-8")

    assert read_committed(repository(place), NAME) == b"base\n"
    assert read_committed(repository(place), "another") is None
