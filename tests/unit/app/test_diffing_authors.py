"""Who wrote the lines that cause something: nobody yet, whoever it was, or nobody is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git import Git
from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.app.diffing_authors import MOST_LINES, Here, with_authors
from assetforge.core.digest import digest_bytes
from assetforge.report.diff_model import Line
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = Line(file="a.toml", line=1), Line(file="a.toml", line=2)
PICTURE = Line(file="b.png", line=None)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.toml").write_text("one\n", encoding="utf-8")
    (folder / "b.png").write_bytes(b"\0")
    commit_all(folder, "first")
    (folder / "a.toml").write_text("one\ntwo\n", encoding="utf-8")
    return folder


@pytest.fixture
def repository(folder: Path) -> Repository:
    found = find_repository(str(folder))
    assert found is not None
    return found


@pytest.fixture
def here(folder: Path, repository: Repository) -> Here:
    return Here(
        data={"a.toml": (folder / "a.toml").read_bytes()},
        digests={"b.png": digest_bytes(b"\0")},
        head=repository.commit("HEAD"),
    )


def test_lines_are_told_with_their_authors_in_the_same_order(
    repository: Repository, here: Here
) -> None:
    absent = Line(file="absent.toml", line=3)

    told = with_authors(repository, [LAST, PICTURE, FIRST, absent], here)

    assert [each.file for each in told] == ["a.toml", "b.png", "a.toml", "absent.toml"]
    assert [each.author for each in told] == [None, "Anna", "Anna", None]
    assert [each.is_committed for each in told] == [False, True, True, False]
    assert told[1].commit == told[2].commit == here.head


def test_a_line_that_moved_in_the_working_tree_keeps_its_author(
    repository: Repository, here: Here
) -> None:
    edited = replace(here, data={"a.toml": b"zero\r\none\r\n"})

    told = with_authors(repository, [FIRST, LAST], edited)

    assert [each.author for each in told] == [None, "Anna"]
    assert [each.is_committed for each in told] == [False, True]


def test_other_bytes_of_a_source_are_not_committed(repository: Repository, here: Here) -> None:
    edited = replace(here, digests={"b.png": digest_bytes(b"edited")})

    (told,) = with_authors(repository, [PICTURE], edited)

    assert (told.is_committed, told.author) == (False, None)


def test_whoever_wrote_a_line_before_the_base_is_not_named(
    folder: Path, repository: Repository, here: Here
) -> None:
    commit_all(folder, "mine")
    later = replace(here, base=here.head, head=repository.commit("HEAD"))

    first, last, picture = with_authors(repository, [FIRST, LAST, PICTURE], later)

    assert (first, picture) == (FIRST, PICTURE)
    assert (last.commit, last.author) == (later.head, "Anna")


def test_a_line_that_was_removed_has_no_author(repository: Repository, here: Here) -> None:
    removed = replace(FIRST, is_removed=True)

    assert with_authors(repository, [removed, FIRST], here)[0] == removed


def test_before_the_first_commit_nothing_is_committed(repository: Repository, here: Here) -> None:
    told = with_authors(repository, [FIRST, PICTURE], replace(here, head=None))

    assert [each.is_committed for each in told] == [False, False]


def test_without_a_repository_nobody_is_named(here: Here) -> None:
    assert with_authors(None, [FIRST], here) == [FIRST]


def test_where_git_does_not_answer_nobody_is_named(repository: Repository, here: Here) -> None:
    mute = Repository(git=Git(".", program="no-such-git"), prefix="", is_shallow=False)

    assert with_authors(mute, [FIRST], here) == [FIRST]
    assert with_authors(repository, [FIRST], here) != [FIRST]


def test_of_very_many_lines_only_the_first_are_asked_about(
    repository: Repository, here: Here
) -> None:
    told = with_authors(repository, [FIRST] * (MOST_LINES + 1) + [LAST], here)

    assert told[0].author == "Anna"
    assert told[MOST_LINES].author == "Anna"
    assert told[-1] == LAST


def test_a_file_that_is_all_other_than_before_is_too_much_to_compare(
    folder: Path, repository: Repository, here: Here
) -> None:
    (folder / "a.toml").write_text("old\n" * 5_000, encoding="utf-8")
    commit_all(folder, "long")
    edited = replace(here, data={"a.toml": b"new\n" * 5_000}, head=repository.commit("HEAD"))

    assert with_authors(repository, [FIRST], edited) == [FIRST]
