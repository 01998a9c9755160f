from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.providers import catalogue_value as value


@pytest.mark.parametrize("number", [0, 20, 0.5, Decimal("0.5")])
def test_amounts_are_finite_and_not_below_nothing(number: object) -> None:
    assert value.is_number(number)


@pytest.mark.parametrize("other", [-1, True, "20", float("nan"), float("inf"), Decimal("NaN")])
def test_nothing_else_is_an_amount(other: object) -> None:
    assert not value.is_number(other)


@pytest.mark.parametrize(
    "span", [{"min": 1, "max": 6}, {"min": 3, "max": 3}, {"min": 1, "max": 6, "default": 2}]
)
def test_a_span_has_two_whole_ends_in_order(span: object) -> None:
    assert value.is_span(span)


@pytest.mark.parametrize(
    "other",
    [{"min": 1}, {"min": 6, "max": 1}, {"min": 1.5, "max": 2}, {"min": 1, "max": 2, "step": 1}, 3],
)
def test_nothing_else_is_a_span(other: object) -> None:
    assert not value.is_span(other)


@pytest.mark.parametrize("figure", [20, {"min": 20, "max": 40}])
def test_a_figure_is_a_number_or_a_range(figure: object) -> None:
    assert value.is_figure(figure)


@pytest.mark.parametrize("other", [None, "20", {"min": 20}, {"min": 20, "max": None}])
def test_nothing_else_is_a_figure(other: object) -> None:
    assert not value.is_figure(other)


@pytest.mark.parametrize("other", ["", 3, None])
def test_an_empty_text_is_no_text(other: object) -> None:
    assert not value.is_text(other)


def test_what_is_absent_is_nothing() -> None:
    assert value.taken({}, "maker", value.is_text) is None


def test_an_unchecked_value_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="`maker` is unchecked"):
        value.taken({"maker": 3}, "maker", value.is_text)
