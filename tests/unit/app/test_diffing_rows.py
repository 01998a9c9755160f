"""Rows as git counts them, and what two texts share."""

from __future__ import annotations

import pytest

from assetforge.app.diffing_rows import Shared, rows_of, same_rows, shared_rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb\n", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("a\n\n", ["a", ""]),
        ("a\u2028b\x0cc\x85d\re\nf", ["a\u2028b\x0cc\x85d\re", "f"]),
    ],
)
def test_a_line_feed_ends_a_row_and_nothing_else_does(text: str, expected: list[str]) -> None:
    assert rows_of(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "count", "is_removal"),
    [
        ("a\nb\nc", "a\nX\nc", 1, False),
        ("a\nb\nc", "a\nc", 1, True),
        ("a\nb\n", "a\n", 1, True),
        ("a\n", "a\nb\n", 1, False),
        ("a\na\na", "a\na", 2, True),
        ("a\r\nb", "a\nb", 1, False),
        ("a\nb", "", 0, True),
        ("", "a", 0, False),
        ("", "", 0, False),
        ("logo\u2028is\u2028one", "logo\u2028is\u2028two", 0, False),
    ],
)
def test_the_first_row_that_differs_is_found(
    old: str, new: str, count: int, *, is_removal: bool
) -> None:
    assert shared_rows(old, new) == Shared(count=count, is_removal=is_removal)


def test_rows_are_found_again_where_they_stood() -> None:
    old, new = list("abcdefg"), list("abXdYYeg")

    same = same_rows(old, new)

    assert same is not None
    assert {new[row]: old[place] for row, place in same.items()} == dict(
        zip("abdeg", "abdeg", strict=True)
    )
    assert len(same) == 5


def test_the_same_rows_at_both_ends_are_counted_once() -> None:
    assert same_rows(["a", "a"], ["a", "a", "a"]) == {0: 0, 1: 1}


def test_too_many_other_rows_are_not_compared() -> None:
    assert same_rows(["a"] * 3, ["b"] * 3, most=2) is None
    assert same_rows(["a"] * 3, ["a"] * 3, most=2) == {0: 0, 1: 1, 2: 2}
