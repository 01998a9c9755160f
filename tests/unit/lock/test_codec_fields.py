"""Reading a table that nobody has checked: a value of the right type, or a problem."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from assetforge.lock.codec_fields import DecodeError, Fields

if TYPE_CHECKING:
    from assetforge.core.diagnostics import Problem

ODD: tuple[object, ...] = (
    None,
    True,
    1,
    -1,
    1.5,
    float("nan"),
    "x",
    [1],
    {"a": date.max},
    date.max,
)


@pytest.mark.parametrize(
    ("method", "good"),
    [
        ("text", {"x"}),
        ("digest", set[object]()),
    ],
)
def test_what_is_of_another_type_is_a_problem(method: str, good: set[object]) -> None:
    for value in ODD:
        problems: list[Problem] = []
        fields = Fields({"key": value}, file="f", path=("top",), problems=problems)

        found = getattr(fields, method)("key")

        is_good = isinstance(value, str) and value in good
        assert isinstance(found, str)
        assert bool(problems) != is_good


def test_a_boolean_is_no_number() -> None:
    problems: list[Problem] = []
    fields = Fields({"a": True, "b": False}, file="f", path=(), problems=problems)

    assert (fields.whole("a", least=0), fields.optional_seconds("b")) == (0, None)
    assert [problem.path for problem in problems] == [("a",), ("b",)]


def test_a_problem_of_a_missing_key_points_to_its_table() -> None:
    problems: list[Problem] = []
    Fields({}, file="f", path=("asset", "hero"), problems=problems).text("kind")

    (problem,) = problems

    assert problem.path == ("asset", "hero")
    assert problem.detail == "`kind` is missing; it should be a string"


def test_tables_within_tables_know_their_path() -> None:
    problems: list[Problem] = []
    inner = Fields({"a": {"b": {}}}, file="f", path=(), problems=problems).fields("a").fields("b")

    inner.blame("c", "wrong")

    assert [problem.path for problem in problems] == [("a", "b")]


def test_an_error_tells_the_first_of_its_problems() -> None:
    problems: list[Problem] = []
    fields = Fields({}, file="f", path=(), problems=problems)
    for key in "abcd":
        fields.blame(key, f"{key} is wrong")

    error = DecodeError(problems)

    assert str(error) == "a is wrong; b is wrong; c is wrong"
    assert len(error.problems) == 4
