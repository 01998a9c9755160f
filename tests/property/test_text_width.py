"""A shortened text is never wider than asked, whatever its characters are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.text import MOST_STACKED, display_width, one_line, shorten

_TEXTS = st.text(st.sampled_from("ab \u0301\u20dd\u6f22\U0001f600\ufe0f\u0e01\u0e34"), max_size=80)


@given(_TEXTS | st.text(max_size=40), st.integers(0, 20))
def test_a_text_takes_the_columns_that_it_may_and_no_endless_characters(
    text: str, width: int
) -> None:
    shown = shorten(one_line(text), width)

    assert display_width(shown) <= width
    assert len(shown) <= MOST_STACKED * width


@given(_TEXTS, st.integers(0, 20))
def test_shortening_twice_changes_nothing(text: str, width: int) -> None:
    once = shorten(one_line(text), width)

    assert shorten(once, width) == once
