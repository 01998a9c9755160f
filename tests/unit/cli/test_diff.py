"""`diff`: each format, the exit code on request, and errors that say what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.git_commands import commit_all, git
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.fixture
def committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Commit a project, then change a prompt of it."""
    folder = Path(project.root)
    monkeypatch.setenv("HOME", str(folder.parent))
    git(folder, "init", "-q")
    write(project, CHEAP)
    commit_all(folder, "first")
    write(project, CHEAP.replace("At night", "At dawn"))
    return project


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("text", "Compared with main at "),
        ("markdown", "#### assetforge: +20 letzai credits (2 assets)\n"),
        ("json", '{\n  "format_version": "1.0",\n  "document": "diff",'),
        ("html", "<!doctype html>"),
        ("gitlab", '{\n  "create": 0,\n  "update": 2,\n  "delete": 0\n}\n'),
    ],
)
def test_each_format_begins_as_it_must(
    form: str, begins: str, run: Run, committed: Project
) -> None:
    ended = run("diff", "--format", form)

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.out.startswith(begins)
    assert committed.manifest == "assets.toml"


def test_programs_ask_as_everywhere(run: Run, committed: Project) -> None:
    document = json.loads(run("diff", "main", "--json").out)

    assert document == json.loads(run("diff", "main", "--format", "json").out)
    assert document["assets"]["night"]["reasons"][0]["new"] == "At dawn"
    assert document["causes"][0]["line"]["file"] == committed.manifest


def test_changes_are_an_exit_code_where_that_is_asked_for(run: Run, committed: Project) -> None:
    assert run("diff").code == Exit.DONE
    assert run("diff", "--detailed-exitcode").code == Exit.CHANGES

    write(committed, CHEAP.replace('provider = "letzai"\n', ""))
    commit_all(Path(committed.root), "free")
    write(committed, "version = 1\n[project]\nname = 'none'\n")
    commit_all(Path(committed.root), "none")

    assert run("diff", "--detailed-exitcode").code == Exit.DONE


def test_a_base_that_is_none_is_a_mistake_of_the_command_line(run: Run, committed: Project) -> None:
    ended = run("diff", "trunk", "--json")

    assert ended.code == Exit.USAGE
    assert json.loads(ended.out)["error"]["exit"] == Exit.USAGE
    assert "nothing that is called `trunk`" in ended.err
    assert committed.root


def test_an_unknown_format_is_refused(run: Run) -> None:
    assert run("diff", "--format", "pdf").code == Exit.USAGE


DENIES = "\n[budget]\ndeny_above = 1\n"
RULE = "and `deny_above` is 1"


@pytest.mark.parametrize("side", ["here", "base"])
@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_what_the_budget_of_either_side_denies_is_told_and_ends_with_4(
    form: str, side: str, run: Run, committed: Project
) -> None:
    """A change that drops the budget is still held against that of its base."""
    if side == "base":
        write(committed, CHEAP + DENIES)
        commit_all(Path(committed.root), "a budget")
    changed = CHEAP.replace("At night", "At dawn")
    write(committed, changed if side == "base" else changed + DENIES)

    ended = run("diff", "--format", form)

    assert ended.code == Exit.REFUSED
    assert RULE in ended.out


def test_what_the_budget_warns_of_is_told_and_refuses_nothing(run: Run, committed: Project) -> None:
    write(committed, f"{CHEAP}\n[budget]\nwarn_above = 1\n".replace("At night", "At dawn"))

    ended = run("diff")
    policy = json.loads(run("diff", "--json").out)["policy"]

    assert ended.code == Exit.DONE
    assert "The budget warns: the plan costs up to 20 letzai credits" in ended.out
    assert policy["denied"] == []
    assert len(policy["warned"]) == 1
