from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.drawing_word import number_of, text_of, whole_of

if TYPE_CHECKING:
    from assetforge.core.values import Json


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (4, "4"), (2.5, "2.5"), ("", None), (True, None), ([], None)]
)
def test_a_word_is_read_as_text(value: Json, text: str | None) -> None:
    assert text_of({"word": value}, "word") == text


@pytest.mark.parametrize(
    ("value", "number"),
    [(4, 4.0), ("8", 8.0), ("x", None), (True, None), (None, None), (float("inf"), None)],
)
def test_a_word_is_read_as_a_number(value: Json, number: float | None) -> None:
    assert number_of({"word": value}, "word") == number


def test_a_whole_number_is_the_nearest_one() -> None:
    assert whole_of({"word": 2.6}, "word") == 3
    assert whole_of({}, "word") is None
