"""Comparing with what is committed: in a folder of a repository, with what a base may lack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.git import NoGitError
from assetforge.app.approving import committed_plan
from assetforge.app.diffing import diff_project
from assetforge.app.memo import Memo
from assetforge.app.project import project_at
from assetforge.app.reading import read_lock, read_project
from assetforge.core.credits import Credits
from assetforge.report.diff_model import Line
from tests.git_commands import commit_all, git
from tests.unit.app.projects import CHEAP, LAMP, built, paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.report.diff_model import Diff

INCLUDING = f'include = ["more/*.toml"]\n{LAMP}\n[source.logo]\npath = "logo.png"\n'
BRANDED = '[edit.branded]\nfrom = ["lamp", "logo"]\nprompt_file = "branded.txt"\n'


@pytest.fixture
def committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Put the project into a folder of a repository, with includes, a prompt file and a source."""
    top = Path(project.root).parent
    monkeypatch.setenv("HOME", str(top))
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)  # where these tests run in CI
    git(top, "init", "-q")
    write(project, INCLUDING)
    write(project, BRANDED, "more/branded.toml")
    write(project, "With the logo\nof Acme\n", "branded.txt")
    paint(project, "logo.png")
    write(project, "/project/assets/\n.assetforge/\n/store/\n", "../.gitignore")
    commit_all(top, "first")
    return project


def told(diff: Diff) -> dict[str, str]:
    return {each.address: each.change for each in diff.assets if each.change != "unchanged"}


def places(diff: Diff) -> list[tuple[str, int | None, str | None]]:
    lines = (each.line for each in diff.causes)
    return [(line.file, line.line, line.author) for line in lines if line is not None]


def test_nothing_changed_is_nothing_told(committed: Project) -> None:
    diff = diff_project(committed)

    assert told(diff) == {}
    assert diff.about.base is not None
    assert (diff.about.base.name, diff.about.base.commit) == ("main", diff.about.head)


@pytest.mark.parametrize(
    ("name", "text", "changed", "place"),
    [
        ("assets.toml", INCLUDING.replace("brass", "glass"), {"lamp", "icon", "branded"},
         ("assets.toml", 8, None)),
        ("branded.txt", "With the logo\nof nobody\n", {"branded"}, ("branded.txt", 2, None)),
        ("more/branded.toml", BRANDED + "seed = 1\n", {"branded"}, ("more/branded.toml", 4, None)),
    ],
)  # fmt: skip
def test_every_file_of_the_project_counts(
    name: str,
    text: str,
    changed: set[str],
    place: tuple[str, int, None],
    committed: Project,
) -> None:
    write(committed, text, name)

    diff = diff_project(committed)

    assert told(diff).keys() == changed
    assert places(diff) == [place]


def test_the_bytes_of_a_source_count_and_its_last_commit_is_named(committed: Project) -> None:
    git(Path(committed.root), "checkout", "-q", "-b", "branch")
    paint(committed, "logo.png", "red")
    commit_all(Path(committed.root), "A red logo")

    diff = diff_project(committed)

    assert told(diff) == {"logo": "changed", "branded": "changed"}
    assert places(diff) == [("logo.png", None, "Anna")]


def test_what_was_built_and_committed_is_there(committed: Project) -> None:
    built(committed)

    diff = diff_project(committed)

    assert told(diff) == dict.fromkeys(("lamp", "icon", "branded"), "restored")
    assert diff.causes == ()


def test_a_base_without_the_project_makes_everything_new_and_says_so(project: Project) -> None:
    git(Path(project.root).parent, "init", "-q")
    git(Path(project.root).parent, "commit", "-q", "--allow-empty", "-m", "nothing")

    diff = diff_project(project)

    assert told(diff) == {"lamp": "added", "icon": "added"}
    assert diff.about.base is None
    assert diff.about.no_base == "main has no assets.toml in this folder"


def test_no_repository_makes_everything_new(project: Project) -> None:
    write(project, CHEAP)

    diff = diff_project(project)

    assert diff.about.no_base == "this is no git repository"
    assert diff.spend["letzai"] == Credits.exactly(20)


def test_another_manifest_has_its_own_lock_at_the_base(committed: Project) -> None:
    write(committed, LAMP, "other.toml")
    other = project_at(str(Path(committed.root, "other.toml")), is_draft=False)
    built(other)
    commit_all(Path(committed.root), "other")

    diff = diff_project(other)

    assert told(diff) == {}
    assert not diff.has_changes


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("assets.toml", "version = 99\n", "assets.toml:1: "),
        ("assets.lock", "version = 99\n", "assets.lock:1: "),
        ("assets.lock", "<<<<<<< ours\nversion = 1\n=======\nversion = 1\n>>>>>>> theirs\n",
         "assets.lock:1: "),
    ],
)  # fmt: skip
def test_a_base_that_is_invalid_makes_everything_new_and_the_reason_is_told(
    name: str, text: str, reason: str, committed: Project
) -> None:
    write(committed, text, name)
    commit_all(Path(committed.root), "wrong")
    Path(committed.root, name).unlink()
    write(committed, INCLUDING)

    diff = diff_project(committed)

    commit = git(Path(committed.root), "rev-parse", "HEAD")[:12]
    assert diff.about.base is None
    assert diff.about.no_base.startswith(f"main is invalid, {commit}:project/{reason}")
    assert set(told(diff).values()) == {"added"}


def test_a_source_that_the_base_does_not_hold_is_not_known_and_counts_as_changed(
    committed: Project,
) -> None:
    built(committed)
    git(Path(committed.root), "rm", "-q", "--cached", "logo.png")
    write(committed, "/logo.png\n", ".gitignore")
    commit_all(Path(committed.root), "ignored")

    diff = diff_project(committed)

    assert told(diff) == {"logo": "changed", "branded": "restored"}
    (reason,) = next(each.reasons for each in diff.assets if each.address == "logo")
    assert (reason.field, reason.old) == ("content", "not known")
    assert diff.base_spend == {}


def test_what_only_unknown_bytes_make_unbuilt_is_no_cost_of_the_base(committed: Project) -> None:
    write(committed, f'{CHEAP}\n[source.logo]\npath = "logo.png"\n')
    both = '[edit.signed]\nfrom = ["hero", "logo"]\nprompt = "Signed"\nprovider = "letzai"\n'
    write(committed, f'{CHEAP}\n[source.logo]\npath = "logo.png"\n{both}')
    git(Path(committed.root), "rm", "-q", "--cached", "logo.png")
    write(committed, "/logo.png\n", ".gitignore")
    commit_all(Path(committed.root), "ignored")

    diff = diff_project(committed)

    paid = {each.address: each.spend for each in diff.paid}
    assert diff.base_spend == {"letzai": paid["hero"] + paid["night"]}


def test_a_prompt_file_that_the_base_does_not_hold_is_not_known(committed: Project) -> None:
    git(Path(committed.root), "rm", "-q", "--cached", "branded.txt")
    write(committed, "/branded.txt\n", ".gitignore")
    commit_all(Path(committed.root), "ignored")

    diff = diff_project(committed)

    assert told(diff) == {"branded": "changed"}
    (reason,) = next(each.reasons for each in diff.assets if each.address == "branded")
    assert str(reason.old).startswith("(not known: its file cannot be read at ")


def test_without_git_everything_is_new_and_a_named_base_is_refused(
    committed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(committed.root, "no-programs")))

    diff = diff_project(committed)

    assert diff.about.base is None
    assert diff.about.no_base == "git cannot be run: No such file or directory"
    with pytest.raises(NoGitError):
        diff_project(committed, "main")


def test_the_branch_that_ci_names_is_the_base(
    committed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(Path(committed.root), "update-ref", "refs/remotes/origin/release", "main")
    monkeypatch.setenv("GITHUB_BASE_REF", "release")

    about = diff_project(committed).about

    assert about.base is not None
    assert about.base.name == "origin/release"


def test_a_line_of_the_base_is_never_blamed_on_its_author(committed: Project) -> None:
    write(committed, INCLUDING.replace('size = "64x48"', 'size = "64x48"\nseed = 7'))
    commit_all(Path(committed.root), "seeded")
    git(Path(committed.root), "checkout", "-q", "-b", "branch")
    write(committed, INCLUDING)
    git(Path(committed.root), "commit", "-q", "-am", "less", "--author", "Bob <b@example.com>")

    (cause,) = diff_project(committed).causes

    assert cause.line == Line(file="assets.toml", line=10, is_removed=True)


def test_the_digest_is_that_which_a_build_is_approved_by(committed: Project) -> None:
    write(committed, CHEAP)

    diff = diff_project(committed)

    expected = committed_plan(read_project(committed, Memo()), read_lock(committed))
    assert diff.about.digest == expected.digest
    assert diff.spend == expected.plan.costs_in_all()


def test_nothing_is_written(committed: Project) -> None:
    top = Path(committed.root).parent
    write(committed, INCLUDING.replace("brass", "glass"))
    before = {path: path.stat().st_mtime_ns for path in top.rglob("*")}

    diff_project(committed)

    assert {path: path.stat().st_mtime_ns for path in top.rglob("*")} == before


def test_nothing_that_the_repository_names_is_run(committed: Project) -> None:
    top = Path(committed.root).parent
    write(committed, "* filter=evil diff=evil merge=evil\n", "../.gitattributes")
    mark = top / "run"
    for name in (
        "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv",
        "diff.evil.command", "core.fsmonitor", "core.pager", "gpg.program", "blame.ignoreRevsFile",
    ):  # fmt: skip
        git(top, "config", name, f"touch {mark}; cat")
    git(top, "config", "filter.evil.required", "true")
    write(committed, INCLUDING.replace("brass", "glass"))
    paint(committed, "logo.png", "red")

    found = places(diff_project(committed))

    assert sorted(found, key=str) == [("assets.toml", 8, None), ("logo.png", None, None)]
    assert not mark.exists()
