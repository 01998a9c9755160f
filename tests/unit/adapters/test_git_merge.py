"""The tree of a merge that git has not written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_merge import merged_tree
from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.adapters.git_tree import GitTree
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

LINES = "one\ntwo\nthree\nfour\nfive\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, LINES)
    git(tmp_path, "checkout", "-q", "-b", "side")
    write(tmp_path, LINES.replace("one", "ONE"))
    git(tmp_path, "checkout", "-q", "main")
    return tmp_path


def write(place: Path, text: str) -> None:
    (place / "assets.toml").write_text(text, encoding="utf-8")
    commit_all(place, "change")


def repository(place: Path) -> Repository:
    found = find_repository(str(place))
    assert found is not None
    return found


def manifest_of(place: Path, tree: str | None) -> str:
    assert tree is not None
    return GitTree(repository(place), tree).read("assets.toml", limit=1000).decode()


def test_what_both_sides_changed_apart_is_merged_and_nothing_is_written(place: Path) -> None:
    ours = LINES.replace("five", "FIVE")
    write(place, ours)

    tree = merged_tree(repository(place), "HEAD", "side")

    assert manifest_of(place, tree) == ours.replace("one", "ONE")
    assert (place / "assets.toml").read_text("utf-8") == ours
    assert git(place, "status", "--short") == ""


def test_what_both_sides_changed_in_one_place_has_marks(place: Path) -> None:
    write(place, LINES.replace("one", "1"))

    tree = merged_tree(repository(place), "HEAD", "side")

    assert "<<<<<<<" in manifest_of(place, tree)


def test_our_own_driver_is_not_asked_again(place: Path) -> None:
    (place / ".gitattributes").write_text("assets.toml merge=assetforge\n", encoding="utf-8")
    git(place, "config", "merge.assetforge.driver", "touch asked; exit 1")
    write(place, LINES.replace("five", "FIVE"))

    assert merged_tree(repository(place), "HEAD", "side") is not None
    assert not (place / "asked").exists()


def test_a_commit_that_is_not_here_has_no_tree(place: Path) -> None:
    assert merged_tree(repository(place), "HEAD", "0" * 40) is None
