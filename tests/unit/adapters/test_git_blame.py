"""Who wrote a line: its author, nobody yet, or nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_blame import MOST_LINES, Authored, blame, last_change
from assetforge.adapters.git_repository import Repository, find_repository
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

NOBODY_YET = Authored(commit=None, author=None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a file of three lines: Anna's, Bert's, and one that is not committed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository" / "shop"
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "a.toml").write_text("one\n\ttwo\n", encoding="utf-8")
    commit_all(folder, "boundary")
    (folder / "a.toml").write_text("one\n\tzwei\n", encoding="utf-8")
    git(folder, "commit", "-q", "-am", "second", "--author", "Bert \x1b[31m <b@example.com>")
    (folder / "a.toml").write_text("one\n\tzwei\nthree\n", encoding="utf-8")
    return folder


def repository_at(folder: Path) -> Repository:
    found = find_repository(str(folder))
    assert found is not None
    return found


def test_each_line_has_its_author(folder: Path) -> None:
    repository = repository_at(folder)

    found = blame(repository, "a.toml", {1, 2, 3})

    assert found[1] == Authored(commit=repository.commit("HEAD~1"), author="Anna")
    assert found[2] == Authored(commit=repository.commit("HEAD"), author="Bert \x1b[31m")
    assert found[3] == NOBODY_YET


def test_only_lines_that_are_asked_for_are_told(folder: Path) -> None:
    (folder / "a.toml").write_text("line\n" * 2 * MOST_LINES, encoding="utf-8")
    many = set(range(1, MOST_LINES + 2))

    assert blame(repository_at(folder), "a.toml", {2}).keys() == {2}
    assert blame(repository_at(folder), "a.toml", many).keys() == many


def test_a_new_file_is_nobodys_yet(folder: Path) -> None:
    (folder / "new.toml").write_text("one\n", encoding="utf-8")

    assert blame(repository_at(folder), "new.toml", {1}) == {1: NOBODY_YET}
    assert last_change(repository_at(folder), "new.toml") == NOBODY_YET


def test_a_line_that_is_not_there_is_not_told(folder: Path) -> None:
    assert blame(repository_at(folder), "a.toml", {99}) == {}


def test_a_shallow_clone_does_not_name_the_wrong_author(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", "clone")
    clone = repository_at(tmp_path / "clone")

    assert blame(clone, "a.toml", {1, 2}) == {}
    assert last_change(clone, "a.toml") is None


def test_the_last_change_of_a_file_is_its_last_commit(folder: Path) -> None:
    git(folder, "checkout", "-q", "--", "a.toml")
    repository = repository_at(folder)

    committed = last_change(repository, "a.toml")
    (folder / "a.toml").write_bytes(b"\0")
    edited = last_change(repository, "a.toml")

    assert committed == Authored(commit=repository.commit("HEAD"), author="Bert \x1b[31m")
    assert edited == NOBODY_YET
