"""`store`: where it is, what it holds, what may go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_layout import Layout
from assetforge.core.exits import Exit
from tests.documents import document_errors

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.unit.cli.ran import Run


def test_where_prints_the_folder_and_nothing_else(run: Run, project: Project) -> None:
    assert run("store", "where").out == f"{project.store}\n"


def test_where_tells_programs_too(run: Run, project: Project) -> None:
    found = json.loads(run("store", "where", "--json").out)

    assert document_errors(found) == []
    assert (found["document"], found["place"]) == ("store-where", project.store)


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


@pytest.mark.parametrize("days", ["nan", "1e400", "0.5", "inf"])
def test_gc_wants_whole_days(days: str, run: Run) -> None:
    refused = run("store", "gc", "--days", days)

    assert (refused.code, "bug" in refused.err) == (Exit.USAGE, False)


def test_gc_takes_any_number_of_days(run: Run) -> None:
    assert run("store", "gc", "--days", "9" * 400).code == Exit.DONE


def test_what_cannot_be_read_is_named_and_the_command_ends_so(run: Run, project: Project) -> None:
    run("build", "-q")
    torn = next(Layout(Path(project.store)).records.rglob("*.json"))
    torn.write_bytes(b"{")

    for words in (("store", "ls"), ("store", "gc")):
        listed = run(*words)

        assert (listed.code, f"\n  {torn}\n" in listed.out) == (Exit.DAMAGED, True)

    assert run("verify", "--heal").code == Exit.DONE
    assert run("store", "ls").code == Exit.DONE
