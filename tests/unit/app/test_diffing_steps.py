"""The first place in which two values differ."""

from __future__ import annotations

import pytest

from assetforge.app.diffing_steps import Step, first_step


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([1, 2], [1, 3], Step(part=1, old=2, new=3)),
        ([1, 2], [1, 2, 3], Step(part=2, new=3)),
        ([1, 3], [1, 2, 3], Step(part=1, new=2)),
        ([1, 3], [1, 2, 4], Step(part=1, old=3, new=2)),
        ([1, 2, 3], [1, 3], Step(part=1, old=2)),
        ([1, 2], [2, 1], Step(part=1, new=1)),
        ([1, 2, 3, 4], [1, 3], Step(part=1, old=2)),
        ([1], [], Step(part=0, old=1)),
        ([], [1], Step(part=0, new=1)),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, Step(part="b", old=2, new=3)),
        ({"a": 1}, {"a": 1, "b": 3}, Step(part="b", new=3)),
        ({"a": 1, "b": 2}, {"b": 2}, Step(part="a", old=1)),
        ([{"a": 1}], [{"a": 2}], Step(part=0, old={"a": 1}, new={"a": 2})),
        ([1], [1], None),
        ({"a": 1}, {"a": 1}, None),
        ("a", "b", None),
        ("a", ["a"], None),
        ({"a": 1}, [1], None),
    ],
)
def test_a_step_leads_to_what_differs_first(
    old: object, new: object, expected: Step | None
) -> None:
    assert first_step(old, new) == expected
