from __future__ import annotations

import pytest

from assetforge.execution.polling_odds import Odds, Span, odds_of


def share_between(odds: Odds, after: float, by: float) -> float:
    return sum(
        share
        for moment, share in zip(odds.moments, odds.shares, strict=True)
        if after < moment <= by
    )


def test_the_shares_are_a_whole_and_the_moments_in_order() -> None:
    odds = odds_of([Span(after=5, by=9), Span(after=7, by=12), Span(after=1, by=3)])

    assert sum(odds.shares) == pytest.approx(1)
    assert list(odds.moments) == sorted(odds.moments)


def test_what_explains_all_spans_is_most_likely() -> None:
    odds = odds_of([Span(after=10, by=20), Span(after=15, by=25), Span(after=5, by=16)])

    assert list(odds.moments) == [15.25, 15.5, 15.75, 16]  # the all but impossible is left out
    assert share_between(odds, 15, 16) == pytest.approx(1)


def test_spans_apart_from_each_other_share_as_they_are_many() -> None:
    odds = odds_of([Span(after=10, by=11)] * 3 + [Span(after=30, by=31)])

    assert share_between(odds, 10, 11) == pytest.approx(3 / 4)
    assert share_between(odds, 30, 31) == pytest.approx(1 / 4)


def test_inside_one_span_nothing_is_known() -> None:
    assert odds_of([Span(after=10, by=20)]) == Odds(
        moments=(12.5, 15, 17.5, 20), shares=(0.25, 0.25, 0.25, 0.25)
    )
