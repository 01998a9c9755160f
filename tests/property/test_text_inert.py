"""The laws of cleaned text: nothing acts or hides, twice is once, no text outgrows its room."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.text import clean, display_width, one_line, shorten

ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Every character, lone surrogates among them, with those that act or hide much more often.
hostile = st.text(
    st.characters(exclude_categories=[])
    | st.sampled_from(
        "\x00\x07\x1b\x9b\x9d\r\n\t\x7f\u200b\u200f\u202e\u2066\ufeff\ud800\u3164漢é\u0301"
    )
    | st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"])
)


def acting(text: str) -> list[str]:
    return [each for each in text if unicodedata.category(each) in ACTING and each != "\n"]


@given(text=hostile)
def test_nothing_is_left_that_acts_or_hides(text: str) -> None:
    assert acting(clean(text)) == []


@given(text=hostile, limit=st.none() | st.integers(0, 40))
def test_cleaning_twice_is_cleaning_once(text: str, limit: int | None) -> None:
    once = clean(text, limit=limit)

    assert clean(once, limit=limit) == once


@given(text=hostile, limit=st.integers(0, 40))
def test_a_limit_holds(text: str, limit: int) -> None:
    assert len(clean(text, limit=limit)) <= limit


@given(text=hostile)
def test_a_clean_text_can_be_written_anywhere(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(text=hostile, width=st.integers(0, 40))
def test_one_line_is_one_inert_line_inside_its_width(text: str, width: int) -> None:
    line = one_line(text, width)

    assert display_width(line) <= width
    assert "\n" not in line
    assert acting(line) == []
    assert one_line(line, width) == line


@given(text=hostile.map(one_line), width=st.integers(0, 40))
def test_shortening_keeps_what_fits_and_the_beginning_of_the_rest(text: str, width: int) -> None:
    short = shorten(text, width)

    assert short == text or text.startswith(short.removesuffix("…"))
    assert (short == text) == (display_width(text) <= width)
