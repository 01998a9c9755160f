"""Whether git is in the midst of something, for real operations of real git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_unfinished import may_be_unmerged
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a repository with two branches that both changed a file."""
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "-q")
    write(top, "base")
    git(top, "checkout", "-q", "-b", "side")
    write(top, "theirs")
    git(top, "checkout", "-q", "main")
    write(top, "ours")
    return top


def write(top: Path, text: str) -> None:
    (top / "file").write_text(f"{text}\n", encoding="utf-8")
    commit_all(top, text)


def test_a_repository_at_rest_has_nothing_unmerged(place: Path) -> None:
    assert not may_be_unmerged(str(place))


@pytest.mark.parametrize(
    "words",
    [("merge", "side"), ("merge", "--squash", "side"), ("cherry-pick", "side"), ("rebase", "side"),
     ("rebase", "--apply", "side"), ("revert", "HEAD~1")],
)  # fmt: skip
def test_what_stops_at_a_conflict_shows(place: Path, words: tuple[str, ...]) -> None:
    git(place, *words, most=None)

    assert git(place, "ls-files", "--unmerged")
    assert may_be_unmerged(str(place))


def test_it_shows_in_a_folder_of_the_repository(place: Path) -> None:
    (place / "shop" / "deep").mkdir(parents=True)
    git(place, "merge", "side", most=1)

    assert may_be_unmerged(str(place / "shop" / "deep"))


def test_a_worktree_has_operations_of_its_own(place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(place, "worktree", "add", "-q", "-b", "third", str(other), "main")
    git(other, "merge", "side", most=1)

    assert may_be_unmerged(str(other))
    assert not may_be_unmerged(str(place))


def test_where_there_is_no_repository_nothing_is_unmerged(tmp_path: Path) -> None:
    assert not may_be_unmerged(str(tmp_path))


def test_a_pointer_to_nowhere_is_no_merge(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: ../nowhere\n", encoding="utf-8")

    assert not may_be_unmerged(str(tmp_path))


def test_a_folder_that_cannot_be_listed_may_hold_a_merge(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_place: Path) -> Iterator[Path]:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert may_be_unmerged(str(place))
