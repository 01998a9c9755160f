"""`show`: what the lock says, of one asset or of all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_all_assets_are_listed_and_one_is_shown_closely(run: Run) -> None:
    run("build", "-q")

    assert "2 assets locked" in run("show").out
    assert "prompt   A brass lamp" in run("show", "lamp").out


def test_programs_read_the_same(run: Run) -> None:
    run("build", "-q")

    assert set(json.loads(run("show", "--json").out)["assets"]) == {"lamp", "icon"}
    assert json.loads(run("show", "lamp", "--json").out)["output"] == "assets/lamp.png"


@pytest.mark.parametrize("words", [("show", "lmap"), ("show", "lamp", "--draft")])
def test_what_is_not_locked_cannot_be_shown(words: tuple[str, ...], run: Run) -> None:
    run("build", "-q")

    assert run(*words).code == Exit.USAGE
