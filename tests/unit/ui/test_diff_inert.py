from __future__ import annotations

import pytest

from assetforge.ui.diff_inert import cell_code, code, fenced
from tests.markdown import code_in, shape
from tests.unit.ui.diffs import ATTACKS

PIECE = [("paragraph_open", "p", ""), ("code_inline", "code", ""), ("paragraph_close", "p", "")]


@pytest.mark.parametrize("text", ATTACKS)
def test_whatever_a_text_holds_it_is_one_piece_of_code(text: str) -> None:
    assert shape(code(text)) == PIECE


@pytest.mark.parametrize("text", ATTACKS)
def test_whatever_a_text_holds_it_is_one_cell(text: str) -> None:
    plain = shape(table("harmless"))

    assert shape(table(cell_code(text))) != plain
    assert shape(table(cell_code(text))) == shape(table(cell_code("harmless")))


def table(cell: str) -> str:
    return f"| a | b |\n|---|---|\n| {cell} | {cell} |\n| {cell} | {cell} |"


@pytest.mark.parametrize(
    "text", ["plain", "a | b", "`", "a ` b `` c", "``x``", "@team #1 <b>", "\\", "x \\n"]
)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert code_in(code(text)) == [text]
    assert code_in(table(cell_code(text))) == [text] * 4


def test_a_bar_behind_a_backslash_is_parted_from_it() -> None:
    assert cell_code("a\\|b") == "`a\\\u200b\\|b`"


def test_a_long_text_is_cut_and_an_empty_one_is_seen() -> None:
    assert code("x" * 500) == f"`{'x' * 119}…`"
    assert cell_code("") == code(" ") == '`""`'


def test_a_block_is_longer_than_any_fence_in_it() -> None:
    block = fenced(["- ``` ````", "+ `"], "diff")

    assert block == "`````diff\n- ``` ````\n+ `\n`````"
    assert code_in(block) == ["- ``` ````\n+ `\n"]
