from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git import Git
from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.app.diffing_authors import MOST_LINES, with_authors
from assetforge.report.diff_model import Line
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = Line(file="a.toml", line=1), Line(file="a.toml", line=2)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "a.toml").write_text("one\n", encoding="utf-8")
    (folder / "b.png").write_bytes(b"\0")
    commit_all(folder, "first")
    (folder / "a.toml").write_text("one\ntwo\n", encoding="utf-8")
    found = find_repository(str(folder))
    assert found is not None
    return found


def test_lines_are_told_with_their_authors_in_the_same_order(repository: Repository) -> None:
    picture, absent = Line(file="b.png", line=None), Line(file="absent.toml", line=3)

    told = with_authors(repository, [LAST, picture, FIRST, absent])

    assert [each.file for each in told] == ["a.toml", "b.png", "a.toml", "absent.toml"]
    assert [each.author for each in told] == [None, "Anna", "Anna", None]
    assert [each.is_committed for each in told] == [False, True, True, False]
    assert told[1].commit == told[2].commit == repository.commit("HEAD")


def test_without_a_repository_nobody_is_named() -> None:
    assert with_authors(None, [FIRST]) == [FIRST]


def test_where_git_does_not_answer_nobody_is_named(repository: Repository) -> None:
    mute = Repository(git=Git(".", program="no-such-git"), prefix="", is_shallow=False)

    assert with_authors(mute, [FIRST]) == [FIRST]
    assert with_authors(repository, [FIRST]) != [FIRST]


def test_of_very_many_lines_only_the_first_are_asked_about(repository: Repository) -> None:
    told = with_authors(repository, [FIRST] * (MOST_LINES + 1) + [LAST])

    assert told[0].author == "Anna"
    assert told[-1] == LAST
