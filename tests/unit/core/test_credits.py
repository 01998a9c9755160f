from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits, plain

SOME = Credits.between(150, 750)
AT_LEAST = Credits(low=Decimal(150), high=None)


@pytest.mark.parametrize(
    ("cost", "text"),
    [
        (FREE, "0"),
        (UNKNOWN, "unknown"),
        (AT_LEAST, "150 or more"),
        (SOME, "150 to 750"),
        (Credits.exactly(12_500), "12,500"),
        (Credits.exactly(Decimal("0.50")), "0.5"),
        (Credits.between(0, 60), "0 to 60"),
    ],
)
def test_a_cost_says_what_is_known_of_it(cost: Credits, text: str) -> None:
    assert str(cost) == text


@pytest.mark.parametrize(
    ("cost", "is_known", "is_free"),
    [
        (FREE, True, True),
        (Credits.between(0, 0), True, True),
        (Credits.between(0, 60), True, False),
        (SOME, True, False),
        (UNKNOWN, False, False),
        (AT_LEAST, False, False),
    ],
)
def test_only_what_costs_nothing_for_certain_is_free(
    cost: Credits, *, is_known: bool, is_free: bool
) -> None:
    assert (cost.is_known, cost.is_free) == (is_known, is_free)


def test_a_sum_goes_from_the_lows_to_the_highs() -> None:
    assert SOME + Credits.exactly(50) == Credits.between(200, 800)


def test_one_unknown_part_leaves_a_sum_with_no_upper_end() -> None:
    assert SOME + UNKNOWN == AT_LEAST


@pytest.mark.parametrize(
    ("cost", "low", "high", "product"),
    [
        (SOME, 2, None, Credits.between(300, 1500)),
        (SOME, 2, 4, Credits.between(300, 3000)),
        (SOME, Decimal("0.5"), None, Credits.between(75, 375)),
        (SOME, 0, 2, Credits.between(0, 1500)),
        (AT_LEAST, 2, None, Credits(low=Decimal(300), high=None)),
        (UNKNOWN, 0, None, UNKNOWN),
    ],
)
def test_both_ends_are_multiplied(
    cost: Credits, low: Decimal | int, high: Decimal | int | None, product: Credits
) -> None:
    assert cost.times(low, high) == product


@pytest.mark.parametrize(
    ("cost", "widened"),
    [(SOME, Credits.between(0, 750)), (FREE, FREE), (UNKNOWN, UNKNOWN), (AT_LEAST, UNKNOWN)],
)
def test_what_may_turn_out_unneeded_may_cost_nothing(cost: Credits, widened: Credits) -> None:
    assert cost.or_free() == widened


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1E+3", "1,000"), ("1200", "1,200"), ("100", "100"), ("0.10", "0.1"), ("7.0", "7"),
     ("0.000001", "0.000001"), ("1234567.5", "1,234,567.5")],
)  # fmt: skip
def test_an_amount_is_written_without_exponent_or_idle_zeros(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text
