from __future__ import annotations

import sys
import unicodedata

import pytest

from assetforge.core.text import clean, display_width, one_line, shorten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, é, 漢字, 😀", "plain, é, 漢字, 😀"),
        ("two\nlines", "two\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("a\rb", r"a\x0db"),
        ("a\tb", "a b"),
        ("\x1b]52;c;YQ==\x07", r"\x1b]52;c;YQ==\x07"),
        ("\x9d8;;x\x9c", r"\x9d8;;x\x9c"),
        ("abc\u202edef", r"abc\u202edef"),
        ("a\u2066b\u2069", r"a\u2066b\u2069"),
        ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
        ("a\u2028b\u2029", r"a\u2028b\u2029"),
        ("a\u3164b", r"a\u3164b"),
        ("\U000e0041", r"\U000e0041"),
        ("\ue000", r"\ue000"),
        ("\ud800", r"\ud800"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        (r"a\x1b", r"a\x1b"),
    ],
)
def test_foreign_text_is_made_inert(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_every_character_that_acts_or_hides_becomes_visible() -> None:
    acting = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        and character not in "\n\t"
    ]

    left = [character for character in acting if not clean(character).startswith("\\")]

    assert left == []


@pytest.mark.parametrize(
    ("limit", "expected"), [(0, ""), (1, "…"), (3, "ab…"), (4, "abcd"), (9, "abcd")]
)
def test_a_limit_counts_the_ellipsis(limit: int, expected: str) -> None:
    assert clean("abcd", limit=limit) == expected


def test_a_limit_counts_what_cleaning_makes() -> None:
    assert clean("\x1b\x1b", limit=6) == r"\x1b\…"


def test_one_line_folds_white_space_of_every_kind() -> None:
    assert one_line("  a \n\n b\t\u3000c\u00a0 ") == "a b c"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 6, "漢字…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_shortening_counts_columns(text: str, width: int, expected: str) -> None:
    assert shorten(text, width) == expected


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("ｱ", 1), ("\uff21", 2), ("", 0)]
)
def test_width_is_what_a_terminal_shows(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_marks_that_take_no_column_do_not_make_a_narrow_text_endless() -> None:
    stacked = "S" + "\u0301" * 60_000 + "tudio"

    assert display_width(stacked) > 10_000
    assert shorten(stacked, 10) == "S" + "\u0301" * 38 + "\u2026"
    assert shorten("e\u0301\u0323\u0304", 1) == "e\u0301\u0323\u0304"
    assert shorten("\u0301" * 9, 1) == "\u0301" * 3 + "\u2026"
