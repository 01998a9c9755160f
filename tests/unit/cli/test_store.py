"""`store`: where it is, what it holds, what may go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


def test_where_prints_the_folder_and_nothing_else(run: Run, project: Project) -> None:
    assert run("store", "where").out == f"{project.store}\n"


def test_ls_lists_what_was_built(run: Run) -> None:
    run("build", "-q")

    assert "A brass lamp" in run("store", "ls").out
    assert len(json.loads(run("store", "ls", "--json").out)["results"]) == 2


def test_gc_removes_nothing_that_is_locked_or_new(run: Run) -> None:
    run("build", "-q")

    collected = run("store", "gc", "--days", "0", "--yes", "--json")

    assert collected.code == Exit.DONE
    assert json.loads(collected.out)["things"] == []


def test_gc_wants_days_that_have_passed(run: Run) -> None:
    assert run("store", "gc", "--days", "-1").code == Exit.USAGE
