"""Who wrote a line: its author, nobody yet, or nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_blame import MOST_LINES, Authored, blame, last_change
from assetforge.adapters.git_repository import Repository, find_repository
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path


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


def head_of(repository: Repository) -> str:
    commit = repository.commit("HEAD")
    assert commit is not None
    return commit


def test_each_line_has_its_author(folder: Path) -> None:
    repository = repository_at(folder)

    found = blame(repository, head_of(repository), "a.toml", {1, 2})

    assert found[1] == Authored(commit=repository.commit("HEAD~1"), author="Anna")
    assert found[2] == Authored(commit=repository.commit("HEAD"), author="Bert \x1b[31m")


def test_only_lines_that_are_asked_for_are_told(folder: Path) -> None:
    (folder / "a.toml").write_text("line\n" * 2 * MOST_LINES, encoding="utf-8")
    commit_all(folder, "many")
    repository, many = repository_at(folder), set(range(1, MOST_LINES + 2))
    head = head_of(repository)

    assert blame(repository, head, "a.toml", {2}).keys() == {2}
    assert blame(repository, head, "a.toml", many).keys() == many
    assert blame(repository, head, "a.toml", set()) == {}


def test_a_file_or_a_line_that_is_not_there_is_not_told(folder: Path) -> None:
    repository = repository_at(folder)
    (folder / "new.toml").write_text("one\n", encoding="utf-8")

    assert blame(repository, head_of(repository), "a.toml", {99}) == {}
    assert blame(repository, head_of(repository), "new.toml", {1}) == {}
    assert last_change(repository, head_of(repository), "new.toml") is None


def test_a_shallow_clone_does_not_name_the_wrong_author(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", "clone")
    clone = repository_at(tmp_path / "clone")

    assert blame(clone, head_of(clone), "a.toml", {1, 2}) == {}
    assert last_change(clone, head_of(clone), "a.toml") is None


def test_the_last_change_of_a_file_is_its_last_commit(folder: Path) -> None:
    repository = repository_at(folder)

    found = last_change(repository, head_of(repository), "a.toml")

    assert found == Authored(commit=repository.commit("HEAD"), author="Bert \x1b[31m")


def test_a_name_with_brackets_is_that_file_and_no_pattern(folder: Path) -> None:
    (folder / "a[1].toml").write_text("one\n", encoding="utf-8")
    commit_all(folder, "right")
    (folder / "a1.toml").write_text("one\n", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "wrong", "--author", "Wrong <w@example.com>")
    repository = repository_at(folder)

    found = last_change(repository, head_of(repository), "a[1].toml")

    assert found is not None
    assert found.author == "Anna"


def test_no_filter_of_the_repository_is_run(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "run"
    (folder / ".gitattributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    for name in ("filter.evil.clean", "filter.evil.process", "diff.evil.textconv"):
        git(folder, "config", name, f"touch {mark}; cat")
    repository = repository_at(folder)

    blame(repository, head_of(repository), "a.toml", {1, 2, 3})
    last_change(repository, head_of(repository), "a.toml")

    assert not mark.exists()
