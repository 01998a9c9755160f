"""`lock`: resolves, rebuilds, serves git; every other command says what to run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.exits import Exit
from tests.git_commands import commit_all, git
from tests.unit.app.merges import BOOK, branch_off, lock_text, merge_side, prompted, shown
from tests.unit.app.projects import LAMP, built, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run

TIN: Final = LAMP.replace("brass", "tin")


@pytest.fixture
def conflict(project: Project) -> Project:
    """Leave a merge open, with its manifest merged to what theirs says."""
    branch_off(project, prompted("A tin lamp"), prompted("A gold lamp"))
    merge_side(project)
    write(project, prompted("A gold lamp"))
    return project


def test_every_command_that_reads_the_lock_says_what_to_run(run: Run, conflict: Project) -> None:
    for words in (("plan",), ("build", "-y"), ("check",), ("status",), ("show",), ("verify",)):
        ended = run(*words)

        assert ended.code == Exit.INVALID, words
        assert "error[merge-conflict]" in ended.err
        assert "Next: Merge the manifest, then run `assetforge lock --resolve`" in ended.err
    assert "<<<<<<<" in lock_text(conflict)


def test_a_merge_without_marks_is_refused_the_same(run: Run, conflict: Project) -> None:
    git(Path(conflict.root), "checkout", "-q", "--ours", "assets.lock")

    for words in (("plan",), ("build", "-y"), ("diff", "HEAD"), ("lock", "--rebuild")):
        ended = run(*words)

        assert ended.code == Exit.INVALID, words
        assert "git holds both sides of this file" in ended.err
        assert "run `assetforge lock --resolve`, then `git add assets.lock`" in ended.err
    assert Path(conflict.lock).read_bytes() == shown(conflict, "main")


def test_a_rebuilt_lock_that_names_less_than_the_committed_one_is_no_success(
    run: Run, project: Project
) -> None:
    commit_files(project, LAMP)
    git(Path(project.root), "init", "-q")
    commit_all(Path(project.root), "built")
    shutil.rmtree(project.store)
    shutil.rmtree(Path(project.root, "assets"))
    Path(project.lock).write_text("version = 1\n", encoding="utf-8")

    ended = run("lock", "--rebuild")

    assert ended.code == Exit.FAILED
    assert "gone lamp: assets.lock of the last commit names its result" in ended.err
    assert "`git checkout HEAD -- assets.lock`" in ended.err


def test_a_conflict_is_resolved_and_a_build_makes_nothing(run: Run, conflict: Project) -> None:
    ended = run("lock", "--resolve")

    assert (ended.code, ended.out) == (Exit.DONE, "")
    assert "lamp: took theirs, it is what assets.toml asks for now" in ended.err
    assert "0 credits were spent" in ended.err
    assert "Next: `git add assets.lock`" in ended.err
    assert Path(conflict.lock).read_bytes() == shown(conflict, "side")
    git(Path(conflict.root), "add", "assets.lock")
    ended = run("plan")
    assert ended.code == Exit.DONE
    assert "to make" not in ended.out


def test_programs_read_the_decisions(run: Run, conflict: Project) -> None:
    document = json.loads(run("lock", "--resolve", "--json").out)

    assert document["document"] == "resolve"
    assert [each["address"] for each in document["decisions"]] == ["icon", "lamp"]
    assert lock_text(conflict)


def test_a_manifest_in_conflict_comes_first(run: Run, project: Project) -> None:
    branch_off(project, prompted("A tin lamp"), prompted("A gold lamp"))
    merge_side(project)

    ended = run("lock", "--resolve")

    assert ended.code == Exit.INVALID
    assert "assets.toml" in ended.err
    assert "then run `assetforge lock --resolve`" in ended.err


def test_without_a_conflict_there_is_nothing_to_resolve(run: Run, project: Project) -> None:
    built(project)

    ended = run("lock", "--resolve")

    assert (ended.code, ended.err) == (
        Exit.DONE, "Nothing to resolve: assets.lock holds no conflict.\n",
    )  # fmt: skip
    assert json.loads(run("lock", "--resolve", "--json").out)["resolved"] is False


def test_a_lost_lock_comes_back(run: Run, project: Project) -> None:
    built(project)
    before = lock_text(project)
    Path(project.lock).unlink()

    ended = run("lock", "--rebuild")

    assert ended.code == Exit.DONE
    assert "names the result of 2 of 2 assets: 2 from the store" in ended.err
    assert lock_text(project) == before
    assert json.loads(run("lock", "--rebuild", "--json").out)["kept"] == ["lamp", "icon"]


@pytest.mark.parametrize("words", [(), ("--resolve", "--rebuild")])
def test_one_thing_at_a_time_is_asked_for(run: Run, words: tuple[str, ...]) -> None:
    ended = run("lock", *words)

    assert ended.code == Exit.USAGE
    assert "one of them" in ended.err


@pytest.mark.parametrize(
    ("theirs", "code"),
    [
        (TIN + BOOK, Exit.DONE),
        (LAMP, Exit.FAILED),  # nobody knows here whether the manifest has ours
        (LAMP.replace("brass", "gold"), Exit.FAILED),
    ],
)
def test_git_is_told_by_the_exit_code_whether_anything_is_left(
    run: Run, project: Project, theirs: str, code: Exit
) -> None:
    commit_files(project, theirs)

    ended = run("lock", "--merge-driver", "base", "ours", "theirs", "assets.lock")

    assert ended.code == code
    text = Path(project.root, "ours").read_text("utf-8")
    assert ("<<<<<<< ours" in text) == (code != Exit.DONE)
    assert ("left open" in ended.err) == (code != Exit.DONE)


def commit_files(project: Project, theirs: str) -> None:
    """Lay three locks beside each other: the base, ours with a tin lamp, and theirs."""
    for name, text in (
        ("base", LAMP), ("ours", TIN), ("theirs", theirs),
    ):  # fmt: skip
        write(project, text)
        built(project)
        Path(project.root, name).write_text(lock_text(project), encoding="utf-8")


def test_a_side_that_cannot_be_read_is_told_to_git_as_a_conflict(
    run: Run, project: Project
) -> None:
    commit_files(project, LAMP)
    Path("theirs").write_text("version = \n", encoding="utf-8")

    ended = run("lock", "--merge-driver", "base", "ours", "theirs", "assets.lock")

    assert ended.code == Exit.INVALID
    assert "assets.lock (theirs):1" in ended.err
    assert Path("ours").read_text("utf-8").endswith("=======\nversion = \n>>>>>>> theirs\n")


def test_the_driver_is_not_for_people(run: Run, project: Project) -> None:
    assert "--merge-driver" not in run("lock", "--help").out
    assert project.root
