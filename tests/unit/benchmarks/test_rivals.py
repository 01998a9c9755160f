from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.benchmarks.chains import chains
from tests.benchmarks.project import write_chains
from tests.benchmarks.rivals import doit_text, make_text, ninja_text, rivals

if TYPE_CHECKING:
    from pathlib import Path


def test_all_tools_are_given_the_same_edges() -> None:
    edges = [edge for chain in chains(8) for edge in chain.edges]

    assert len(edges) == 8
    for source, made in edges:
        assert f"{made}: {source}\n" in make_text(8)
        assert f"build {made}: copy {source}\n" in ninja_text(8)
    assert "range(2)" in doit_text(8)


def test_each_chain_begins_with_its_text(tmp_path: Path) -> None:
    write_chains(tmp_path / "project", 8)

    prompts = sorted(path.name for path in (tmp_path / "project" / "prompts").iterdir())
    assert prompts == ["shot-00000.txt", "shot-00001.txt"]


def test_a_tool_that_is_missing_says_where_it_comes_from() -> None:
    for rival in rivals(sys.executable):
        assert rival.command[0]
        assert not rival.missing or "not installed" in rival.missing
