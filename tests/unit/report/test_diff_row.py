from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.report.diff_row import LONGEST, MOST, DocumentError, Row

if TYPE_CHECKING:
    from collections.abc import Callable

DEEP: Final = json.loads("[" * 20 + "]" * 20)


def every_row(row: Row, key: str) -> list[Row]:
    return list(row.rows(key))


REFUSED: Final[list[tuple[Callable[[Row, str], object], list[object]]]] = [
    (Row.text, [None, 1, "a" * (LONGEST + 1), ["a"]]),
    (Row.address, ["a b", "", "../x", "<b>"]),
    (Row.commit, ["main", "AB" * 20, "ab" * 21]),
    (Row.provider, ["Letzai", "a b", "@all", "a_b", "a" * 40, "dalle"]),
    (Row.texts, [None, "ab", [1], ["a"] * (MOST + 1)]),
    (Row.whole, [None, -1, True, 1.5, MOST + 1, "1"]),
    (Row.maybe_line, [0, True, "1", 10**13]),
    (Row.flag, [None, 0, "true"]),
    (Row.value, [DEEP, float("inf"), float("nan"), object()]),
    (Row.row, [None, [], "a"]),
    (every_row, [None, {}, ["a"]]),
    (Row.named_rows, [None, [], {"a": 1}]),
    (Row.credits, [
            None, {"low": 2, "high": 1}, {"low": None, "high": 1}, {"low": -1, "high": None},
            {"low": True, "high": None}, {"low": 1e-300, "high": None}, {"low": 10**13},
            {"low": 10**401, "high": None}, {"low": 1, "high": 10**401},
            {"low": float("nan"), "high": None}, {"low": float("inf"), "high": None},
        ]),
    (Row.credits_by_provider, [
            {"@team": {"low": 1, "high": 1}}, {"dalle": {"low": 1, "high": 1}}, [1],
        ]),
]  # fmt: skip


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


@pytest.mark.parametrize(("read", "values"), REFUSED)
def test_anything_else_is_refused_with_its_place(
    read: Callable[[Row, str], object], values: list[object]
) -> None:
    for value in values:
        with pytest.raises(DocumentError, match=r"the document\.x"):
            read(Row({"x": value}), "x")


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(DocumentError, match="the document should be an object"):
        Row([])
