from __future__ import annotations

import pytest

from assetforge.manifest.axis import own_axes
from assetforge.manifest.problem_list import ProblemList
from tests.unit.manifest.samples import declared, told


def axes(matrix: str) -> tuple[dict[str, tuple[object, ...]], list[str]]:
    problems = ProblemList()
    asset = declared(f"[image.hero]\nmatrix = {matrix}\n")["hero"]
    found = own_axes(asset, problems)
    return dict(found), [problem.code for problem in told(problems)]


@pytest.mark.parametrize(
    ("matrix", "found"),
    [
        ("{}", {}),
        ('{ locale = ["en", "de"] }', {"locale": ("en", "de")}),
        ('{ a = [1, 1.0, true, "x"] }', {"a": (1, 1.0, True, "x")}),
        ('{ b = ["x"], a = [2] }', {"b": ("x",), "a": (2,)}),
    ],
)
def test_axes_are_read_in_the_order_written(
    matrix: str, found: dict[str, tuple[object, ...]]
) -> None:
    assert axes(matrix) == (found, [])
    assert list(axes(matrix)[0]) == list(found)


@pytest.mark.parametrize(
    "axis",
    [
        "a = []", 'a = "x"', "a = [[1]]", 'a = ["x", "x"]', 'a = [1, "1"]', 'a = ["{{x}}"]',
        'name = ["x"]', '"a b" = ["x"]', f'a = ["{"x" * 101}"]',
    ],
)  # fmt: skip
def test_an_axis_that_cannot_be_used_is_left_out_and_the_others_stay(axis: str) -> None:
    assert axes(f"{{ {axis}, good = [1] }}") == ({"good": (1,)}, ["bad-axis"])


def test_a_matrix_that_is_no_table_is_a_wrong_value() -> None:
    assert axes("3") == ({}, ["wrong-value"])
