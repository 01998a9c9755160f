from __future__ import annotations

from datetime import date, datetime, time
from math import inf, nan
from typing import TYPE_CHECKING

import pytest

from assetforge.manifest.source_values import find_strange_values

if TYPE_CHECKING:
    from assetforge.core.diagnostics import KeyPath


def check(value: object, expected: list[tuple[str, KeyPath]]) -> None:
    found = find_strange_values("assets.toml", {"a": value})

    assert [(problem.code, problem.path) for problem in found] == expected


PLAIN: list[object] = [
    "text", True, 0, -(2**63), 2**63 - 1, 1.5, [1, ["x", {}]], {"b": {"c": []}},
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN)
def test_plain_values_pass(value: object) -> None:
    check(value, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (nan, "not-finite"),
        (inf, "not-finite"),
        (-inf, "not-finite"),
        (2**63, "number-too-large"),
        (-(2**63) - 1, "number-too-large"),
        (date.fromisoformat("2020-01-01"), "date"),
        (datetime.fromisoformat("2020-01-01T00:00:00+00:00"), "date"),
        (time.fromisoformat("07:32:00"), "date"),
    ],
)
def test_a_strange_value_is_found_at_its_path(value: object, code: str) -> None:
    check(value, [(code, ("a",))])
    check([0, {"b": value}], [(code, ("a", 1, "b"))])


def test_nesting_is_counted_over_keys_lists_and_tables() -> None:
    deep: object = "bottom"
    for _ in range(9):
        deep = [{"b": deep}]

    check(deep, [("too-deep", ("a", *(0, "b") * 8))])


def test_a_person_is_told_of_a_hundred_at_most() -> None:
    assert len(find_strange_values("f", {"a": [nan] * 1_000})) == 100
