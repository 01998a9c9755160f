"""A merge that is open: whoever would go by one side of the lock is stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.locking_open import read_open_stages, refuse_unmerged
from assetforge.app.project import project_at
from assetforge.app.reading import read_lock
from assetforge.core.errors import InvalidError
from tests.git_commands import commit_all, git
from tests.unit.app.merges import merge_side, shown
from tests.unit.app.projects import built

if TYPE_CHECKING:
    from assetforge.app.project import Project


def keep_ours(project: Project) -> None:
    """Leave the merge as git does where a driver cannot run: our side, without a mark."""
    merge_side(project)
    git(Path(project.root), "checkout", "-q", "--ours", "assets.lock")
    git(Path(project.root), "checkout", "-q", "--ours", "assets.toml")


def test_a_lock_that_holds_one_side_of_an_open_merge_is_refused(branched: Project) -> None:
    keep_ours(branched)

    with pytest.raises(InvalidError) as refused:
        read_lock(branched)

    assert "assetforge lock --resolve" in refused.value.next_step
    assert [each.place.file for each in refused.value.diagnostics] == ["assets.lock"]


def test_a_build_in_an_open_merge_is_refused(branched: Project) -> None:
    keep_ours(branched)
    before = shown(branched, "main")

    with pytest.raises(InvalidError):
        built(branched)

    assert Path(branched.lock).read_bytes() == before


def test_what_is_added_is_merged(branched: Project) -> None:
    keep_ours(branched)
    git(Path(branched.root), "add", "assets.lock")

    refuse_unmerged(branched)

    assert read_open_stages(branched) is None


def test_a_conflict_in_another_file_alone_is_none_of_the_lock(branched: Project) -> None:
    merge_side(branched)
    git(Path(branched.root), "checkout", "-q", "--theirs", "assets.lock")
    git(Path(branched.root), "add", "assets.lock")

    assert b"U" in git(Path(branched.root), "status", "--short").encode()
    assert read_lock(branched).entries


def test_a_project_at_rest_starts_no_git(
    branched: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_project: Project) -> None:
        pytest.fail("git was started")

    monkeypatch.setattr("assetforge.app.locking_open.read_open_stages", start)

    assert read_lock(branched).entries


def test_a_draft_has_a_lock_of_its_own(branched: Project) -> None:
    keep_ours(branched)
    manifest = str(Path(branched.root, branched.manifest))

    refuse_unmerged(project_at(manifest, is_draft=True))


def test_where_git_does_not_answer_the_file_counts(
    branched: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_ours(branched)
    monkeypatch.setenv("PATH", "")

    assert read_lock(branched).entries


def test_a_repository_without_a_commit_has_nothing_open(project: Project) -> None:
    git(Path(project.root), "init", "-q")
    built(project)

    assert read_open_stages(project) is None
    commit_all(Path(project.root), "built")
    refuse_unmerged(project)
