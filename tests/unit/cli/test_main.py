"""The command line as a whole: names, mistakes, and one known code for each end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.cli.main import COMMANDS
from assetforge.core.exits import Exit
from assetforge.core.version import VERSION
from tests.unit.app.projects import write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, run: Run) -> None:
    shown = run(name, "--help")

    assert shown.code == Exit.DONE
    assert shown.out.startswith(f"Usage: assetforge {name} ")


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_every_command(word: str, run: Run) -> None:
    shown = run(word)

    assert shown.code == Exit.DONE
    assert all(f"\n  {name} " in shown.out for name in COMMANDS)


def test_no_command_is_a_question_for_help(run: Run) -> None:
    asked = run()

    assert asked.code == Exit.USAGE
    assert "Usage: assetforge" in asked.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("biuld",), "Did you mean `build`?"),
        (("frobnicate",), "No such command 'frobnicate'."),
        (("plan", "--detailed-exitcod"), "Did you mean"),
        (("-C", "nowhere", "plan"), "-C nowhere: No such file or directory"),
    ],
)
def test_a_mistake_is_told_with_a_way_on(words: tuple[str, ...], told: str, run: Run) -> None:
    refused = run(*words)

    assert (refused.code, refused.out) == (Exit.USAGE, "")
    assert told in refused.err
    assert "  Next: `assetforge" in refused.err


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"assetforge {VERSION}\n"


def test_another_folder_is_worked_in_as_if_started_there(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(project.root).parent)

    assert run("check").code == Exit.USAGE
    assert run("-C", "project", "check").code == Exit.DONE


def test_ctrl_c_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assetforge.cli.check.check_project", interrupt)

    stopped = run("check")

    assert (stopped.code, stopped.err.strip()) == (Exit.INTERRUPTED, "Stopped.")


def test_a_bug_has_a_code_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("assetforge.cli.check.check_project", fail)

    assert run("check").code == Exit.FAILED


def test_letters_that_a_terminal_lacks_are_no_failure(run: Run, project: Project) -> None:
    write(project, 'version = 1\n[project]\nname = "\\uD800"\n')

    assert run("check").code == Exit.INVALID


def test_a_folder_that_is_gone_is_said_to_be_gone(run: Run, project: Project) -> None:
    gone = Path(project.root, "gone")
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()

    refused = run("plan")

    assert (refused.code, "This is a bug" in refused.err) == (Exit.USAGE, False)
    assert "the folder that you are in is gone" in refused.err
    assert run("-C", project.root, "check").code == Exit.DONE
