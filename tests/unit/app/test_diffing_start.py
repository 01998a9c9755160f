"""The commit to compare with: named, found, or a reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git_repository import Repository, find_repository
from assetforge.app.diffing_start import find_start, target_branch
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.core.exits import Exit
from assetforge.report.diff_model import Base
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make main and branch, which part at the first of main's two commits."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "-q")
    commit_all(folder, "first")
    git(folder, "checkout", "-q", "-b", "branch")
    commit_all(folder, "mine")
    git(folder, "checkout", "-q", "main")
    commit_all(folder, "second")
    return folder


def at(folder: Path) -> Repository:
    found = find_repository(str(folder))
    assert found is not None
    return found


def clone(origin: Path, *words: str) -> Path:
    folder = origin.parent / "clone"
    git(origin.parent, "clone", "-q", *words, f"file://{origin}", "clone")
    return folder


def test_a_named_base_is_compared_where_this_tree_left_it(origin: Path) -> None:
    git(origin, "checkout", "-q", "branch")
    repository = at(origin)

    start = find_start(repository, "main")

    assert start.base is not None
    assert (start.base.name, start.base.commit) == ("main", repository.commit("main~1"))
    assert start.tip == Base(name="main", commit=str(repository.commit("main")))
    assert start.head == repository.commit("branch")


def test_a_base_that_only_the_remote_has_is_found_there(origin: Path) -> None:
    start = find_start(at(clone(origin)), "branch")

    assert start.base is not None
    assert start.base.name == "origin/branch"


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ((), "origin/main"),
        (("refs/remotes/origin/HEAD",), "origin/main"),
        (("refs/remotes/origin/HEAD", "refs/remotes/origin/main"), "main"),
    ],
)
def test_otherwise_it_is_the_default_branch(
    hidden: tuple[str, ...], expected: str, origin: Path
) -> None:
    folder = clone(origin)
    git(folder, "checkout", "-q", "-b", "mine")
    for ref in hidden:
        git(folder, "update-ref", "--no-deref", "-d", ref)

    start = find_start(at(folder), None)

    assert start.base is not None
    assert start.base.name == expected


def test_without_a_repository_everything_is_new(tmp_path: Path) -> None:
    assert find_repository(str(tmp_path)) is None

    start = find_start(None, None)

    assert (start.base, start.no_base) == (None, "this is no git repository")


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")

    start = find_start(at(tmp_path), None)

    assert (start.base, start.no_base) == (None, "nothing is committed yet")


def test_without_a_default_branch_everything_is_new(origin: Path) -> None:
    git(origin, "branch", "-m", "main", "trunk")

    start = find_start(at(origin), None)

    assert start.base is None
    assert start.no_base == (
        "there is no branch origin/HEAD, origin/main, origin/master, main or master"
    )


def test_a_name_that_nothing_has_is_a_mistake_and_never_no_base(origin: Path) -> None:
    with pytest.raises(UsageError, match="nothing that is called `trunk`") as refused:
        find_start(at(origin), "trunk")

    assert "git fetch origin trunk" in refused.value.next_step


def test_a_name_without_a_repository_is_a_mistake(tmp_path: Path) -> None:
    assert find_repository(str(tmp_path)) is None

    with pytest.raises(UsageError, match="no git repository here"):
        find_start(None, "main")


@pytest.mark.parametrize("named", [None, "main"])
def test_a_clone_that_ends_too_early_says_how_to_deepen_it(named: str | None, origin: Path) -> None:
    folder = clone(origin, "--depth", "1", "--no-single-branch", "--branch", "branch")

    with pytest.raises(AssetforgeError, match="is shallow and ends before") as refused:
        find_start(at(folder), named)

    assert "git fetch --deepen=1000 origin" in refused.value.next_step
    assert "fetch-depth: 0" in refused.value.next_step
    assert refused.value.exit == Exit.FAILED


def test_a_shallow_clone_without_the_default_branch_says_the_same(origin: Path) -> None:
    folder = clone(origin, "--depth", "1", "--branch", "branch")
    git(folder, "update-ref", "--no-deref", "-d", "refs/remotes/origin/HEAD", most=1)

    with pytest.raises(AssetforgeError, match="the default branch") as refused:
        find_start(at(folder), None)

    assert "'+refs/heads/*:refs/remotes/origin/*'" in refused.value.next_step


def test_deepened_it_is_found(origin: Path) -> None:
    folder = clone(origin, "--depth", "1", "--no-single-branch", "--branch", "branch")
    git(folder, "fetch", "-q", "--deepen=1000", "origin")

    start = find_start(at(folder), "main")

    assert start.base is not None


def test_branches_that_share_nothing_say_so(origin: Path) -> None:
    git(origin, "checkout", "-q", "--orphan", "stranger")
    commit_all(origin, "stranger")

    unasked = find_start(at(origin), None)

    assert (unasked.base, unasked.no_base) == (None, "this tree and main share no commit")
    assert unasked.tip == Base(name="main", commit=str(at(origin).commit("main")))
    with pytest.raises(AssetforgeError, match="this tree and main share no commit"):
        find_start(at(origin), "main")


def test_the_default_branch_is_shown_by_its_name(origin: Path) -> None:
    git(origin, "branch", "-m", "main", "trunk")
    git(origin, "checkout", "-q", "trunk")

    start = find_start(at(clone(origin)), None)

    assert start.base is not None
    assert start.base.name == "origin/trunk"


@pytest.mark.parametrize("named", [None, "main", "main~0", "origin/main", "refs/heads/main"])
def test_a_tag_does_not_move_the_base(named: str | None, origin: Path) -> None:
    folder = clone(origin)
    expected = find_start(at(folder), named)
    git(folder, "checkout", "-q", "-b", "mine")
    commit_all(folder, "mine")
    for tag in ("main", "origin/main", "origin/HEAD", "refs/remotes/origin/HEAD", "heads/main"):
        git(folder, "tag", tag, "mine")
    git(folder, "tag", "refs/heads/main", "mine")

    start = find_start(at(folder), named)

    assert start.base == expected.base


def test_a_branch_that_is_called_like_one_of_the_remote_does_not_move_the_base(
    origin: Path,
) -> None:
    folder = clone(origin)
    git(folder, "checkout", "-q", "-b", "origin/main")
    commit_all(folder, "mine")
    repository = at(folder)

    start = find_start(repository, "origin/main")

    assert start.base is not None
    assert start.base.commit == repository.commit("HEAD~1")


@pytest.mark.parametrize("named", ["release", "main~1", "HEAD~1", "HEAD", "@", "main@{0}"])
def test_a_tag_and_whatever_git_understands_is_a_base(named: str, origin: Path) -> None:
    git(origin, "tag", "release")
    commit = at(origin).commit(named)

    start = find_start(at(origin), named)

    assert start.base is not None
    assert (start.base.name, start.base.commit) == (named, commit)


def test_a_commit_is_that_commit_whatever_a_branch_is_called(origin: Path) -> None:
    commit = at(origin).commit("main~1")
    assert commit is not None
    git(origin, "update-ref", f"refs/heads/{commit}", "main")

    start = find_start(at(origin), commit)

    assert start.base is not None
    assert start.base.commit == commit


def test_the_branch_that_a_merge_request_leads_into_comes_first(origin: Path) -> None:
    folder = clone(origin)
    git(folder, "checkout", "-q", "-b", "mine", "origin/branch")

    start = find_start(at(folder), None, "branch")

    assert start.base is not None
    assert start.base.name == "origin/branch"


@pytest.mark.parametrize(
    ("target", "next_step"),
    [
        ("release", "git fetch origin '+refs/heads/*:refs/remotes/origin/*'"),
        ("no/such..branch", "name as BASE"), ("--all", "name as BASE"), ("a\nb", "Name a branch"),
    ],
)  # fmt: skip
def test_no_other_branch_stands_in_for_the_target_that_is_not_here(
    target: str, next_step: str, origin: Path
) -> None:
    repository = at(clone(origin))

    with pytest.raises(UsageError) as refused:
        find_start(repository, None, target)

    assert next_step in refused.value.next_step
    assert find_start(repository, "main", target).base is not None


def test_a_shallow_clone_without_the_target_branch_says_so(origin: Path) -> None:
    folder = clone(origin, "--depth", "1", "--branch", "main")

    with pytest.raises(AssetforgeError, match="shares with origin/branch"):
        find_start(at(folder), None, "branch")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, ""),
        ({"GITHUB_BASE_REF": ""}, ""),
        ({"GITHUB_BASE_REF": "main"}, "main"),
        ({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release/1"}, "release/1"),
        ({"GITHUB_BASE_REF": "", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "next"}, "next"),
        ({"GITHUB_BASE_REF": "--all"}, "--all"),
    ],
)
def test_ci_tells_the_target_branch(environ: dict[str, str], expected: str) -> None:
    assert target_branch(environ) == expected


def test_a_tag_does_not_stand_in_for_a_branch_that_is_not_there(origin: Path) -> None:
    folder = clone(origin)
    git(folder, "update-ref", "--no-deref", "-d", "refs/remotes/origin/HEAD")
    git(folder, "checkout", "-q", "-b", "mine")
    commit_all(folder, "mine")
    for name in ("refs/remotes/origin/HEAD", "refs/heads/branch"):
        git(folder, "tag", name, "mine")
    repository = at(folder)

    start, named = find_start(repository, None), find_start(repository, "branch")

    assert named.base is not None
    assert named.base.name == "origin/branch"
    assert start.base is not None
    assert (start.base.name, start.base.commit) == ("origin/main", repository.commit("HEAD~1"))
