from __future__ import annotations

from assetforge.ui.columns import pad, table, widths


def test_columns_are_as_wide_as_a_terminal_shows_them() -> None:
    assert table([("界", "b"), ("abc", "d")]) == ["界   b", "abc  d"]


def test_one_overlong_cell_moves_only_its_own_line() -> None:
    lines = table([("a" * 60, "x"), ("bb", "y")], limit=10)

    assert lines == ["a" * 60 + "  x", "bb  y"]


def test_no_rows_have_no_columns() -> None:
    assert widths([], 10) == ()
    assert table([]) == []


def test_a_cell_that_is_too_long_is_left_as_it_is() -> None:
    assert pad("abc", 2) == "abc"
