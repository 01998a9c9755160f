from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.report.diff_row import LONGEST, MOST, DocumentError, Row

if TYPE_CHECKING:
    from collections.abc import Callable

DEEP: object = "x"
for _ in range(20):
    DEEP = [DEEP]


def test_values_are_read_as_what_was_asked_for() -> None:
    row = Row({
        "name": "hero", "empty": "", "commit": "ab" * 20, "texts": ["a", "b"], "count": 3,
        "flag": False, "value": {"a": [1, 2.5, None, True]}, "rows": [{"a": "b"}],
        "by": {"x": {"a": "c"}}, "cost": {"low": 1, "high": 2.5},
        "sums": {"letzai": {"low": 0, "high": None}}, "provider": "letzai",
    })  # fmt: skip

    assert (row.text("name"), row.text("empty"), row.maybe_text("none")) == ("hero", "", None)
    assert (row.address("name"), row.commit("commit"), row.commit("none")) == (
        "hero", "ab" * 20, None,
    )  # fmt: skip
    assert (row.texts("texts"), row.whole("count"), row.maybe_line("count")) == (("a", "b"), 3, 3)
    assert (row.flag("flag"), row.maybe_flag("none"), row.maybe_line("none")) == (
        False, None, None,
    )  # fmt: skip
    assert row.value("value") == {"a": [1, 2.5, None, True]}
    assert [each.text("a") for each in row.rows("rows")] == ["b"]
    assert row.named_rows("by")["x"].text("a") == "c"
    assert row.maybe_row("none") is None
    assert row.credits("cost") == Credits(low=Decimal(1), high=Decimal("2.5"))
    assert row.credits_by_provider("sums") == {"letzai": UNKNOWN}
    assert (row.provider("provider"), row.provider("none")) == ("letzai", "")


@pytest.mark.parametrize(
    ("read", "values"),
    [
        (lambda row: row.text("x"), [None, 1, "a" * (LONGEST + 1), ["a"]]),
        (lambda row: row.address("x"), ["a b", "", "../x", "<b>"]),
        (lambda row: row.commit("x"), ["main", "AB" * 20, "ab" * 21]),
        (lambda row: row.provider("x"), ["Letzai", "a b", "@all", "a_b", "a" * 40]),
        (lambda row: row.texts("x"), [None, "ab", [1], ["a"] * (MOST + 1)]),
        (lambda row: row.whole("x"), [None, -1, True, 1.5, MOST + 1, "1"]),
        (lambda row: row.maybe_line("x"), [0, True, "1", 10**13]),
        (lambda row: row.flag("x"), [None, 0, "true"]),
        (lambda row: row.value("x"), [DEEP, float("inf"), float("nan"), object()]),
        (lambda row: row.row("x"), [None, [], "a"]),
        (lambda row: list(row.rows("x")), [None, {}, ["a"]]),
        (lambda row: row.named_rows("x"), [None, [], {"a": 1}]),
        (lambda row: row.credits("x"), [
            None, {"low": 2, "high": 1}, {"low": None, "high": 1}, {"low": -1, "high": None},
            {"low": True, "high": None}, {"low": 1e-300, "high": None}, {"low": 10**13},
            {"low": float("nan"), "high": None}, {"low": float("inf"), "high": None},
        ]),
        (lambda row: row.credits_by_provider("x"), [{"@team": {"low": 1, "high": 1}}, [1]]),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_place(
    read: Callable[[Row], object], values: list[object]
) -> None:
    for value in values:
        with pytest.raises(DocumentError, match=r"the document\.x"):
            read(Row({"x": value}))


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(DocumentError, match="the document should be an object"):
        Row([])
