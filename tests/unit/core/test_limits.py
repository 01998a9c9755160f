from __future__ import annotations

from fractions import Fraction

import pytest

from assetforge.core.limits import (
    Flag,
    Limit,
    Parts,
    Ratio,
    Shots,
    Size,
    Text,
    Whole,
    Words,
    listed,
)

TIERS = Words(choices=("1k", "2k"))
SECONDS = Words(choices=(5, 10))
RANGE = Whole(low=1, high=6)
PIXELS = Size(shortest=480, longest=2160)
SHAPE = Ratio(longest=Fraction(9, 2))
SKIN = Parts(keys={"face": Flag(), "intensity": Whole(low=1, high=5)})


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        (Flag(), True),
        (TIERS, "2k"),
        (SECONDS, 5),
        (SECONDS, 10.0),
        (RANGE, 1),
        (RANGE, 6.0),
        (Whole(low=0), 10**12),
        (Text(), ""),
        (Text(longest=3), "abc"),
        (PIXELS, "480x2160"),
        (Size(), "1x1"),
        (SHAPE, "9:2"),
        (SHAPE, "2:9"),
        (Ratio(), "100:1"),
        (Shots(), [{"prompt": "a"}, {"prompt": "b", "duration": 5}]),
        (SKIN, {"face": False, "intensity": 5}),
        (SKIN, {}),
    ],
)
def test_a_value_inside_its_limit_is_accepted(limit: Limit, value: object) -> None:
    assert limit.accepts(value)


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        (Flag(), 1),
        (TIERS, "4k"),
        (TIERS, None),
        (SECONDS, 7),
        (Words(choices=(1,)), True),
        (Words(choices=(True,)), 1),
        (Words(choices=(True,)), False),
        (RANGE, 0),
        (RANGE, 7),
        (RANGE, 2.5),
        (RANGE, True),
        (RANGE, "2"),
        (RANGE, float("nan")),
        (Whole(low=0), float("inf")),
        (Text(longest=3), "abcd"),
        (Text(), 3),
        (PIXELS, "479x1000"),
        (PIXELS, "1000x2161"),
        (PIXELS, "large"),
        (SHAPE, "5:1"),
        (SHAPE, "1:5"),
        (SHAPE, "wide"),
        (Shots(), []),
        (Shots(), [{"duration": 5}]),
        (Shots(), [{"prompt": "a", "duration": 0}]),
        (Shots(), "a, b"),
        (SKIN, {"intensity": 6}),
        (SKIN, {"ears": True}),
        (SKIN, True),
    ],
)
def test_a_value_outside_its_limit_is_refused(limit: Limit, value: object) -> None:
    assert not limit.accepts(value)


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Flag(), "true or false"),
        (Words(choices=(True,)), "true"),
        (TIERS, "1k or 2k"),
        (SECONDS, "5 or 10"),
        (RANGE, "a whole number from 1 to 6"),
        (Whole(low=0), "a whole number from 0"),
        (Text(), "a text"),
        (Text(longest=32000), "a text of up to 32,000 characters"),
        (Size(), "width and height in pixels"),
        (PIXELS, "width and height in pixels, each from 480 to 2160"),
        (Ratio(), "width to height"),
        (SHAPE, "width to height, no longer than 9:2 either way"),
        (Shots(), "a list of scenes, each with a prompt and a duration in whole seconds"),
        (SKIN, "a table of face: true or false; intensity: a whole number from 1 to 5"),
    ],
)
def test_a_limit_says_in_words_what_it_takes(limit: Limit, text: str) -> None:
    assert str(limit) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], text: str) -> None:
    assert listed(words) == text
