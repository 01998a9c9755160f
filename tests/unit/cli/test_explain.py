"""`explain`: one asset, as a text or a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_a_person_reads_where_each_part_comes_from(run: Run) -> None:
    explained = run("explain", "lamp")

    assert explained.code == Exit.DONE
    assert explained.out.startswith("lamp, declared in assets.toml:6\n")
    assert "assets.toml:7" in explained.out
    assert "Not in assets.lock." in explained.out


def test_a_program_reads_the_same(run: Run) -> None:
    document = json.loads(run("explain", "icon", "--json").out)

    assert (document["document"], document["address"]) == ("explain", "icon")
    assert document["locked"] is None


def test_a_draft_is_explained_by_itself(run: Run) -> None:
    run("build", "--draft", "-q")

    assert "Not in assets.lock." in run("explain", "lamp").out
    assert "Up to date" in run("explain", "lamp", "--draft").out
