"""`graph`: one drawing in each format, of all assets or of some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


@pytest.mark.parametrize(
    ("form", "begins"),
    [("mermaid", "flowchart LR"), ("dot", "digraph"), ("svg", "<svg"), ("json", "{")],
)
def test_each_format_begins_as_it_must(form: str, begins: str, run: Run) -> None:
    drawn = run("graph", "--format", form)

    assert drawn.code == Exit.DONE
    assert drawn.out.startswith(begins)
    assert "icon" in drawn.out


def test_targets_bring_along_what_they_need_and_nothing_else(run: Run) -> None:
    assert "icon" not in run("graph", "lamp").out
    assert "lamp" in run("graph", "icon").out
    assert "icon" not in run("graph", "--exclude", "icon").out


def test_programs_ask_as_everywhere(run: Run) -> None:
    document = json.loads(run("graph", "--json").out)

    assert [asset["address"] for asset in document["assets"]] == ["lamp", "icon"]
    assert document == json.loads(run("graph", "--format", "json").out)
