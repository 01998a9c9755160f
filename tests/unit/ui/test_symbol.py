from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.plan.model import Reason, Step
from assetforge.ui.style import ANSI, PLAIN
from assetforge.ui.symbol import SYMBOLS, legend, paint_of, sign, state_of
from tests.unit.ui.samples import step

NEW = Reason(why="never-built")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (step("a", "make", NEW), "new"),
        (step("a", "make", Reason(why="result-lost")), "again"),
        (step("a", "derive", NEW), "derive"),
        (step("a", "restore"), "restore"),
        (step("a", "blocked"), "blocked"),
        (step("a", "keep"), "unchanged"),
        (replace(step("a", "keep"), is_edited=True), "edited"),
    ],
)
def test_a_step_is_in_one_state(given: Step, state: str) -> None:
    assert state_of(given) == state


def test_no_two_states_share_a_sign() -> None:
    signs = [symbol.sign for symbol in SYMBOLS.values()]

    assert len(set(signs)) == len(signs)


def test_the_legend_explains_only_what_is_used() -> None:
    assert legend(["again", "new", "unchanged", "new"], PLAIN) == "+ make   ~ make again"


def test_colour_only_repeats_the_sign() -> None:
    assert sign("new", ANSI) == "\x1b[32m+\x1b[0m"
    assert paint_of("unchanged", PLAIN)("x") == "x"
