"""`status`: how the project stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.unit.adapters.ledger_samples import intent_of
from tests.unit.app.placed import note, place
from tests.unit.app.projects import CHEAP, write

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run


def test_before_and_after_a_build(run: Run) -> None:
    before = run("status").out
    run("build", "-q")
    after = run("status").out

    assert before.startswith("2 assets: ")
    assert after.startswith("2 assets: 2 up to date")
    assert "The store holds 2 results" in after


def test_programs_read_the_same(run: Run) -> None:
    run("build", "-q")

    document = json.loads(run("status", "--json").out)

    assert document["up_to_date"] is True
    assert document["store"]["files"] == 2


def test_what_is_under_way_is_told(run: Run, served: SandboxServer, project: Project) -> None:
    write(project, CHEAP)
    note(project, "hero", job=place(served, project="cheap", intent=intent_of("hero")))

    assert "Under way or unclear at services:\n" in run("status").out
    document = json.loads(run("status", "--json").out)
    assert [each["asset"] for each in document["in_flight"]] == ["hero"]


def test_tags_are_looked_up_where_that_is_asked_for(
    run: Run, served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP.replace("A bottle", "@john_doe and a bottle"))

    assert "@john_doe  there is 2026-01-01" in run("status", "--online").out
    document = json.loads(run("status", "--online", "--json").out)
    assert [each["tag"] for each in document["trained"]] == ["john_doe"]
