from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.text import display_width
from assetforge.ui.change import changed_part, fits_one_line, value_text
from tests.unit.ui.samples import DAWN, SUNSET

if TYPE_CHECKING:
    from assetforge.core.values import Json


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not set"), (True, "true"), (8, "8"), (0.5, "0.5"), ("", '""'),
        ("a\n b\x1b", "a b\\x1b"), (["hero", "logo"], "[hero, logo]"), ({"x": 1}, '{"x": 1}'),
    ],
)  # fmt: skip
def test_any_value_becomes_one_clean_line(value: Json, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            SUNSET, DAWN,
            ("…the scene to a beach at sunset and put the logo on the…",
             "…the scene to a beach at dawn and put the logo on the…"),
        ),
        ("a b c", "a b", ("a b c", "a b")),
        ("a  b", "a b", ("a b", "(only its white space changed)")),
        ("red", "blue", ("red", "blue")),
        (None, "blue", ("not set", "blue")),
    ],
)  # fmt: skip
def test_only_the_part_that_changed_is_shown(old: Json, new: Json, shown: tuple[str, str]) -> None:
    assert changed_part(old, new, 80) == shown


def test_a_long_change_takes_no_more_columns_than_there_are() -> None:
    old, new = changed_part("x" * 500, "界" * 500, 30)

    assert (display_width(old), display_width(new)) == (30, 29)


def test_two_values_share_a_line_where_they_are_short_and_differ_to_the_eye() -> None:
    assert fits_one_line("1600x900", "800x600")
    assert not fits_one_line(SUNSET, DAWN)
    assert not fits_one_line("a  b", "a b")
