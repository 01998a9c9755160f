"""`plan`: prints, never writes, and says by its code what a build would do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from tests.unit.app.projects import LAMP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ((), Exit.DONE, Exit.DONE),
        (("--detailed-exitcode",), Exit.CHANGES, Exit.DONE),
        (("--detailed-exitcode", "lamp"), Exit.CHANGES, Exit.DONE),
        (("--locked",), Exit.STALE, Exit.DONE),
        (("--replace", "lamp", "--detailed-exitcode"), Exit.CHANGES, Exit.CHANGES),
        (("--draft", "--detailed-exitcode"), Exit.CHANGES, Exit.CHANGES),
    ],
)
def test_the_code_before_and_after_a_build(
    words: tuple[str, ...], before: Exit, after: Exit, run: Run
) -> None:
    codes = [run("plan", *words).code]
    run("build", "-q")
    codes.append(run("plan", *words).code)

    assert codes == [before, after]


def test_a_plan_is_data(run: Run) -> None:
    planned = run("plan")

    assert "Plan: 1 to make, 1 to derive." in planned.out
    assert planned.err == ""


def test_a_program_gets_a_document_also_where_nothing_is_to_do(run: Run) -> None:
    assert json.loads(run("plan", "--json").out)["changes"] is True
    run("build", "-q")
    assert json.loads(run("plan", "--json").out)["changes"] is False


def test_a_change_is_named_with_old_and_new(run: Run, project: Project) -> None:
    run("build", "-q")
    write(project, LAMP.replace("brass", "copper"))

    assert "prompt: A brass lamp → A copper lamp" in run("plan").out


def test_a_plan_is_not_saved_nowhere(run: Run) -> None:
    run("build", "-q")

    refused = run("plan", "--out", "")

    assert refused.code == Exit.USAGE
    assert "name the file to save the plan to" in refused.err
