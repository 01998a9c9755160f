"""`status`: how the project stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
