from __future__ import annotations

import pytest

from assetforge.core.diagnostics import did_you_mean

KNOWN = ("width", "height", "prompt", "prompt_file")


@pytest.mark.parametrize(
    ("word", "question"),
    [
        ("widht", "did you mean `width`?"),
        ("promt", "did you mean `prompt`?"),
        ("prompt-file", "did you mean `prompt_file`?"),
        ("width", "did you mean `width`?"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_suggested_and_a_far_one_is_not(word: str, question: str) -> None:
    assert did_you_mean(word, KNOWN) == question


def test_where_nothing_is_known_nothing_is_suggested() -> None:
    assert did_you_mean("width", iter(())) == ""
