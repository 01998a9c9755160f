from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.reading import (
    array,
    credits_used,
    first_text,
    line,
    moment,
    percent,
    table,
    text,
)

if TYPE_CHECKING:
    from assetforge.core.values import Json


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (160, Decimal(160)),
        (12.5, Decimal("12.5")),
        (0, Decimal(0)),
        (True, None),
        (-1, None),
        (math.nan, None),
        (math.inf, None),
        (10**400, None),
        ("160", None),
        (None, None),
    ],
)
def test_credits_are_a_plain_number_or_not_said(value: Json, amount: Decimal | None) -> None:
    assert credits_used(value) == amount


@pytest.mark.parametrize(
    ("value", "progress"),
    [(0, 0), (99.6, 99), (100, 100), (101, None), (-1, None), (math.nan, None), (True, None)],
)
def test_a_progress_is_from_0_to_100(value: Json, progress: int | None) -> None:
    assert percent(value) == progress


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1970-01-01T00:01:00Z", 60),
        ("1970-01-01T00:01:00.500+00:00", 60.5),
        ("1970-01-01T01:01:00+01:00", 60),
        ("1970-01-01T00:01:00", 60),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+23:59", -62135683140),
        (60, None),
        ("1970-01-01T00:01:00Z" + " " * 99, None),
    ],
)
def test_a_moment_is_a_date_with_or_without_a_zone(value: Json, seconds: float | None) -> None:
    assert moment(value) == seconds


def test_what_is_of_another_type_reads_as_absent() -> None:
    assert (table([1]), table({"a": 1})) == ({}, {"a": 1})
    assert (array("abc"), array([1])) == ((), [1])
    assert (text("  "), text(7), text("a")) == (None, None, "a")
    assert (first_text(["", 3, "b", "c"]), first_text({"a": "b"})) == ("b", None)


def test_a_line_is_clean_joined_and_short() -> None:
    assert line(["one\n\x1b[31mtwo", 3, "three"]) == "one \\x1b[31mtwo; three"
    assert len(line("word " * 10_000)) == 300
    assert line({"message": "no"}) == ""
