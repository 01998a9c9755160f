"""The lock of the last commit, for where the lock itself was lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.locking_committed import read_committed_lock
from assetforge.app.reading import read_lock
from assetforge.core.errors import InvalidError, StaleError
from assetforge.lock.model import Lock
from tests.git_commands import commit_all, git
from tests.unit.app.merges import lock_text, merge_side
from tests.unit.app.projects import built

if TYPE_CHECKING:
    from assetforge.app.project import Project


def commit_lock(project: Project, text: str) -> None:
    git(Path(project.root), "init", "-q")
    Path(project.lock).write_text(text, encoding="utf-8")
    commit_all(Path(project.root), "a lock")
    Path(project.lock).unlink()


def test_it_is_that_of_the_last_commit(branched: Project) -> None:
    expected = read_lock(branched)
    Path(branched.lock).unlink()

    assert read_committed_lock(branched) == expected


def test_without_git_and_before_the_first_commit_there_is_none(project: Project) -> None:
    assert read_committed_lock(project) == Lock()
    git(Path(project.root), "init", "-q")
    assert read_committed_lock(project) == Lock()


def test_of_a_damaged_one_whole_entries_count(project: Project) -> None:
    built(project)
    commit_lock(project, lock_text(project).replace("[asset.lamp]\nkind", "[asset.lamp]\nkind ="))

    assert sorted(read_committed_lock(project).entries) == ["icon"]


def test_one_that_was_committed_with_its_marks_is_merged(branched: Project) -> None:
    merge_side(branched)
    commit_all(Path(branched.root), "with marks")
    Path(branched.lock).unlink()

    assert sorted(read_committed_lock(branched).entries) == ["book", "icon", "lamp"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("version = 99\n", InvalidError), ("version = 1\nrevision = 99\n", StaleError)],
)
def test_one_of_a_newer_version_is_not_guessed_at(
    project: Project, text: str, kind: type[Exception]
) -> None:
    commit_lock(project, text)

    with pytest.raises(kind):
        read_committed_lock(project)


def test_where_git_does_not_work_there_is_none(branched: Project) -> None:
    shutil.rmtree(Path(branched.root, ".git", "objects"))

    assert read_committed_lock(branched) == Lock()
