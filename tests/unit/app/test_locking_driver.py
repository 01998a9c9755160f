"""Git's merge driver, given the three files as git gives them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.app.locking_driver import drive_merge
from assetforge.app.reading import parse_lock
from assetforge.core.errors import InvalidError, UsageError
from tests.git_commands import commit_all, git
from tests.unit.app.merges import BASE, branch_off, commit_build, prompted, shown
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.lock.merge import Merged, Versions

NAMES = (".base", ".ours", ".theirs")


@pytest.fixture
def handed(branched: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Lay the versions out as git does, at the top of the working tree."""
    monkeypatch.chdir(branched.root)
    root = Path(branched.root)
    base = git(root, "merge-base", "main", "side").strip()
    for name, commit in zip(NAMES, (base, "main", "side"), strict=True):
        (root / name).write_bytes(shown(branched, commit))
    return branched


def merging(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    """Say what `git merge` says to its drivers."""
    commit = git(Path(project.root), "rev-parse", "side").strip()
    monkeypatch.setenv(f"GITHEAD_{commit}", "side")


def driven(path: str = "assets.lock") -> Merged:
    return drive_merge(*NAMES, path)


def result(project: Project) -> bytes:
    return Path(project.root, ".ours").read_bytes()


def amend(project: Project, branch: str, text: str) -> None:
    """Let a branch have another manifest, and no other lock."""
    root = Path(project.root)
    git(root, "checkout", "-q", branch)
    write(project, text)
    commit_all(root, "another manifest")
    git(root, "checkout", "-q", "main")


def test_what_cannot_be_known_is_left_open_between_marks(handed: Project) -> None:
    merged = driven()

    assert [each.address for each in merged.decisions if each.is_open] == ["icon", "lamp"]
    assert result(handed).count(b"<<<<<<< ours") == 2
    with pytest.raises(InvalidError, match="assets"):
        parse_lock(result(handed))


def test_the_merged_manifest_decides_where_git_says_what_it_merges(
    handed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = git(Path(handed.root), "merge-base", "main", "side").strip()
    amend(handed, "main", shown(handed, base, "assets.toml").decode())
    merging(monkeypatch, handed)

    merged = driven()

    assert {each.why for each in merged.decisions} == {"asked-for"}
    assert result(handed) == shown(handed, "side")


def test_a_manifest_that_is_in_conflict_decides_nothing(
    handed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging(monkeypatch, handed)

    assert any(each.is_open for each in driven().decisions)


def test_the_manifest_of_the_working_tree_decides_nothing(handed: Project) -> None:
    assert Path(handed.root, "assets.toml").read_text("utf-8") == prompted("A tin lamp")

    assert any(each.is_open for each in driven().decisions)


def test_two_merged_branches_at_once_decide_nothing(
    handed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging(monkeypatch, handed)
    monkeypatch.setenv(f"GITHEAD_{'0' * 40}", "other")

    assert any(each.is_open for each in driven().decisions)


def test_a_project_in_a_folder_that_is_not_there_decides_nothing(
    handed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merging(monkeypatch, handed)

    assert any(each.is_open for each in driven("shop/assets.lock").decisions)
    assert b"<<<<<<< ours" in result(handed)


def test_what_one_side_changed_is_taken_where_the_manifest_says_so(
    handed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(handed.root)
    base = git(root, "merge-base", "main", "side").strip()
    amend(handed, "main", shown(handed, base, "assets.toml").decode())
    (root / ".ours").write_bytes((root / ".base").read_bytes())
    merging(monkeypatch, handed)

    merged = driven()

    assert merged.conflicts == ()
    assert result(handed) == shown(handed, "side")


def test_what_one_side_changed_is_left_open_too_where_nobody_knows(handed: Project) -> None:
    root = Path(handed.root)
    (root / ".ours").write_bytes((root / ".base").read_bytes())

    merged = driven()

    assert {each.address for each in merged.decisions if each.is_open} == {"icon", "lamp"}
    assert result(handed).count(b"<<<<<<< ours") == 2


def test_both_added_the_file(handed: Project) -> None:
    Path(handed.root, ".base").write_bytes(b"")

    merged = driven()

    assert {each.address for each in merged.decisions if each.is_open} == {"icon", "lamp"}


@pytest.mark.parametrize("name", [".ours", ".theirs"])
def test_a_side_that_cannot_be_read_leaves_both_between_marks(handed: Project, name: str) -> None:
    Path(handed.root, name).write_bytes(b"version = ")
    base, ours, theirs = (Path(handed.root, each).read_text("utf-8").rstrip("\n") for each in NAMES)

    with pytest.raises(InvalidError):
        driven()

    assert result(handed).decode() == (
        f"<<<<<<< ours\n{ours}\n||||||| base\n{base}\n=======\n{theirs}\n>>>>>>> theirs\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_not_there_is_refused(handed: Project, name: str) -> None:
    before = result(handed)
    Path(handed.root, name).unlink()

    with pytest.raises(UsageError, match=name):
        driven()

    assert name == ".ours" or result(handed) == before
    assert name != ".ours" or not Path(handed.root, ".ours").exists()


def test_whatever_fails_leaves_marks(handed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_versions: Versions) -> Merged:
        raise MemoryError

    monkeypatch.setattr("assetforge.app.locking_driver.merge", fail)

    with pytest.raises(MemoryError):
        driven()

    assert result(handed).startswith(b"<<<<<<< ours\n")


def test_a_base_that_cannot_be_read_is_no_obstacle(handed: Project) -> None:
    Path(handed.root, ".base").write_bytes(b"version = \n")

    assert {each.address for each in driven().decisions} == {"icon", "lamp"}


def test_a_project_in_a_folder_of_its_repository_is_found(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path
    git(top, "init", "-q")
    (top / ".gitignore").write_text("store/\nassets/\n.base\n.ours\n.theirs\n", encoding="utf-8")
    commit_build(project, BASE, "base")
    git(top, "checkout", "-q", "-b", "side")
    commit_build(project, BASE.replace("An old book", "A red book"), "theirs")
    git(top, "checkout", "-q", "main")
    commit_build(project, BASE.replace("An old book", "A blue book"), "ours")
    ours = shown(project, "main", "project/assets.lock")
    write(project, BASE)
    commit_all(top, "back")
    monkeypatch.chdir(top)
    for name, commit in zip(NAMES, ("main~2", "main", "side"), strict=True):
        (top / name).write_bytes(shown(project, commit, "project/assets.lock"))
    merging(monkeypatch, project)

    merged = drive_merge(*NAMES, "project/assets.lock")

    assert [(each.took, each.why) for each in merged.decisions] == [("theirs", "asked-for")]
    assert (top / ".ours").read_bytes() != ours


def test_a_rename_on_one_side_loses_nothing_that_the_other_made(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, renamed = Path(project.root), BASE.replace("[image.lamp]", "[image.light]")
    renamed = renamed.replace('from = "lamp"', 'from = "light"')
    sized = BASE.replace('size = "64x48"\n\n[derive', 'size = "48x64"\n\n[derive')
    branch_off(project, f'{renamed}\n[moved]\nlamp = "light"\n', sized)
    monkeypatch.chdir(root)
    for name, commit in zip(NAMES, ("main~1", "main", "side"), strict=True):
        (root / name).write_bytes(shown(project, commit))
    theirs = parse_lock(shown(project, "side")).entries
    merging(monkeypatch, project)

    driven()

    merged = parse_lock(result(project)).entries
    assert sorted(merged) == ["book", "icon", "light"]
    assert merged["light"].made.result == theirs["lamp"].made.result
