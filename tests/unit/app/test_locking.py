"""Resolving: a real merge, left open by real git, becomes one lock for nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.run_lock import RunLock
from assetforge.app.blessing import Wish, bless_results
from assetforge.app.locking import Resolved, resolve_lock
from assetforge.app.planning import plan_project
from assetforge.app.reading import parse_lock, read_lock
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import BusyError, InvalidError
from assetforge.lock.codec import encode_lock
from tests.git_commands import commit_all, git, run_git
from tests.unit.app.merges import (
    BASE,
    all_stamps,
    branch_off,
    commit_build,
    lock_text,
    merge_side,
    prompted,
    shown,
)
from tests.unit.app.projects import Listener, built, endings, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.lock.model import Lock


def resolved(project: Project) -> Resolved:
    found = resolve_lock(project, lock_timeout=0, tell=pytest.fail)
    assert found is not None
    return found


def whys(found: Resolved) -> dict[str, tuple[str, str]]:
    return {each.address: (each.took, each.why) for each in found.merged.decisions}


def test_the_side_that_the_merged_manifest_asks_for_is_taken(branched: Project) -> None:
    merge_side(branched)
    write(branched, prompted("A gold lamp"))

    found = resolved(branched)

    assert whys(found) == {"lamp": ("theirs", "asked-for"), "icon": ("theirs", "asked-for")}
    assert Path(branched.lock).read_bytes() == shown(branched, "side")
    git(Path(branched.root), "add", "assets.lock")
    assert set(endings(built(branched)).values()) <= {"kept", "restored"}


def test_the_other_side_is_taken_where_the_manifest_says_so(branched: Project) -> None:
    merge_side(branched)
    write(branched, prompted("A tin lamp"))

    resolved(branched)

    assert Path(branched.lock).read_bytes() == shown(branched, "main")


def test_what_nobody_built_is_priced_truthfully_afterwards(branched: Project) -> None:
    merge_side(branched)
    write(branched, prompted("A tin lamp with a gold rim"))

    found = resolved(branched)

    assert {why for _, why in whys(found).values()} == {"none-fits"}
    git(Path(branched.root), "add", "assets.lock")
    assert endings(built(branched)) == {"lamp": "made", "icon": "derived", "book": "kept"}


def test_what_one_side_alone_changed_is_taken_from_there(project: Project) -> None:
    longer = f"{prompted('A tin lamp')}\n[image.sea]\nprompt = 'The sea'\nsize = '64x48'\n"
    branch_off(project, longer, BASE.replace("An old book", "A red book"))
    merge_side(project)
    write(project, longer.replace("An old book", "A red book"))

    resolve_lock(project, lock_timeout=0, tell=pytest.fail)

    assert sorted(read_lock(project).entries) == ["book", "icon", "lamp", "sea"]
    assert set(endings(built(project)).values()) <= {"kept", "restored"}


def test_a_manifest_with_marks_has_to_be_merged_first(branched: Project) -> None:
    merge_side(branched)
    before = lock_text(branched)

    with pytest.raises(InvalidError, match=r"assets\.toml") as refused:
        resolve_lock(branched, lock_timeout=0, tell=pytest.fail)

    assert "assetforge lock --resolve" in refused.value.next_step
    assert lock_text(branched) == before


def test_without_a_conflict_nothing_is_written(project: Project) -> None:
    built(project)
    before = all_stamps(project.root)

    assert resolve_lock(project, lock_timeout=0, tell=pytest.fail) is None
    assert all_stamps(project.root) == before


def test_a_project_without_a_lock_has_nothing_to_resolve(project: Project) -> None:
    assert resolve_lock(project, lock_timeout=0, tell=pytest.fail) is None


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_marks_are_enough_where_git_is_gone(branched: Project, style: str) -> None:
    ours, theirs = shown(branched, "main"), shown(branched, "side")
    text = conflict_of(branched, style)
    shutil.rmtree(Path(branched.root, ".git"))
    Path(branched.lock).write_text(text, encoding="utf-8")
    write(branched, prompted("A gold lamp"))

    found = resolved(branched)

    assert "<<<<<<<" in text
    assert ours != theirs
    assert Path(branched.lock).read_bytes() == theirs
    assert found.mixed == ()


def conflict_of(project: Project, style: str) -> str:
    git(Path(project.root), "-c", f"merge.conflictStyle={style}", "merge", "side", most=1)
    return lock_text(project)


def test_a_side_that_lost_its_lock_takes_nothing_away(project: Project) -> None:
    branch_off(project, BASE, prompted("A gold lamp"))
    root = Path(project.root)
    (root / "assets.lock").unlink()
    commit_all(root, "lost")
    merge_side(project)

    found = resolved(project)

    assert {each.is_removed for each in found.merged.decisions} == {False}
    assert Path(project.lock).read_bytes() == shown(project, "side")


def test_a_merge_that_git_took_for_binary_is_seen(branched: Project) -> None:
    Path(branched.root, ".git", "info", "attributes").write_text("assets.lock -merge\n")
    merge_side(branched)
    write(branched, prompted("A gold lamp"))

    resolved(branched)

    assert Path(branched.lock).read_bytes() == shown(branched, "side")


def test_only_one_at_a_time_writes_the_lock(branched: Project) -> None:
    merge_side(branched)
    write(branched, prompted("A gold lamp"))
    holder = RunLock(Path(branched.run_lock), command="assetforge build", timeout=0)

    with holder, pytest.raises(BusyError, match="assetforge build"):
        resolve_lock(branched, lock_timeout=0, tell=lambda _: None)


def without_marks(project: Project) -> None:
    """Leave a merge as git does where the driver cannot run: our side, and no mark."""
    git(Path(project.root), "merge", "side", most=1)
    git(Path(project.root), "checkout", "-q", "--ours", "assets.lock")
    write(project, prompted("A gold lamp"))


def test_a_merge_without_marks_is_resolved_all_the_same(branched: Project) -> None:
    without_marks(branched)

    resolved(branched)

    assert Path(branched.lock).read_bytes() == shown(branched, "side")


def test_resolving_twice_changes_nothing(branched: Project) -> None:
    without_marks(branched)
    resolved(branched)
    first = lock_text(branched)

    found = resolved(branched)

    assert lock_text(branched) == first
    assert found.since == ()


def test_what_was_built_since_the_merge_began_stays(branched: Project) -> None:
    without_marks(branched)
    aside = Path(branched.root, ".git", "MERGE_HEAD")
    head = aside.read_bytes()
    aside.unlink()  # so that a build does not see the merge, as an older assetforge does not
    book = prompted("A gold lamp").replace("An old book", "A red book")
    write(branched, book)
    built(branched, "book")
    aside.write_bytes(head)

    found = resolved(branched)

    entries = read_parsed(branched).entries
    assert found.since == ("book",)
    assert entries["book"].made.request["prompt"] == "A red book"
    assert entries["lamp"].made.request["prompt"] == "A gold lamp"
    assert "book" not in whys(found)


def read_parsed(project: Project) -> Lock:
    return parse_lock(Path(project.lock).read_bytes())


def test_a_rename_on_one_side_loses_nothing_that_the_other_bought(project: Project) -> None:
    named = BASE.replace("[image.lamp]", "[image.light]").replace('"lamp"', '"light"')
    moved = f'{named}\n[moved]\nlamp = "light"\n'
    branch_off(project, moved, prompted("A gold lamp"))
    merge_side(project)
    write(project, prompted("A gold lamp", moved))
    theirs = parse_lock(shown(project, "side")).entries

    resolved(project)

    now = read_parsed(project).entries
    assert now["light"].made.result == theirs["lamp"].made.result
    assert sorted(now) == ["book", "icon", "light"]
    assert now["icon"].made.key == theirs["icon"].made.key


BY_LINE = "git merge-file -q --diff3 %A %O %B; exit 1"  # as a driver did that we once installed


@pytest.fixture
def mixed(project: Project) -> Project:
    """Give two branches: one blessed the lamp for other words, one had it made once more.

    Line by line that merges without a conflict: the words of one, the picture of the other.
    """
    root, words = Path(project.root), prompted("A brasslike lamp")
    git(root, "init", "-q")
    (root / ".gitignore").write_text("/assets/\n", encoding="utf-8")
    (root / ".gitattributes").write_text("assets.lock merge=by-line\n", encoding="utf-8")
    commit_build(project, BASE, "base")
    git(root, "checkout", "-q", "-b", "side")
    write(project, words)
    bless_results(project, Wish(assets=("lamp",), why="a typo"), Listener().audience)
    commit_all(root, "blessed")
    git(root, "checkout", "-q", "main")
    lock = read_lock(project)
    entry = lock.entries["lamp"]
    again = replace(entry.made.result, digest=digest_bytes(b"once more"))
    made_again = replace(entry, made=replace(entry.made, result=again))
    Path(project.lock).write_bytes(encode_lock(lock.recording({"lamp": made_again})))
    commit_all(root, "once more")
    return project


def test_lines_that_git_mixed_without_a_conflict_are_no_lock(mixed: Project) -> None:
    ended = run_git(Path(mixed.root), "merge", "-q", "--no-edit", "side")

    assert ended.code == 0
    with pytest.raises(InvalidError) as refused:
        plan_project(mixed, wishes())
    assert "another result" in refused.value.diagnostics[0].detail
    assert resolve_fails(mixed)


def resolve_fails(project: Project) -> bool:
    """Say whether it is refused, as no merge is open that could tell both sides."""
    try:
        resolve_lock(project, lock_timeout=0, tell=pytest.fail)
    except InvalidError:
        return True
    return False


@pytest.mark.parametrize("says_whose", [True, False])
def test_what_git_mixed_was_not_built_since_the_merge_began(
    mixed: Project, says_whose: bool
) -> None:
    git(Path(mixed.root), "config", "merge.by-line.driver", BY_LINE)
    merge_side(mixed)
    if not says_whose:  # as before blessings said of which result they are
        lines = lock_text(mixed).splitlines(keepends=True)
        Path(mixed.lock).write_text("".join(each for each in lines if "result = " not in each))
        read_parsed(mixed)

    found = resolved(mixed)

    theirs = parse_lock(shown(mixed, "side")).entries
    assert found.since == ()
    assert read_parsed(mixed).entries == theirs
