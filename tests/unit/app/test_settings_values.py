"""Values of the config file: figures are exact, and every number has a lower and an upper end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.app.settings_values import UnfitError, read_figure, read_times, up_to
from assetforge.core.credits import Credits


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        (10, Credits.exactly(10)),
        (0.1, Credits.exactly(Decimal("0.1"))),
        ({"min": 10, "max": 20}, Credits.between(10, 20)),
        ({"min": 10, "max": 10.5}, Credits.between(10, Decimal("10.5"))),
        (0, Credits.exactly(0)),
    ],
)
def test_a_figure_is_an_amount_or_a_range(value: object, figure: Credits) -> None:
    assert read_figure(value) == figure


@pytest.mark.parametrize(
    "value",
    [-1, True, "10", {"min": 10}, {"min": 1, "max": 2, "per": 3}, {"min": 2, "max": 1}, [10], 1e13],
)
def test_anything_else_is_no_figure(value: object) -> None:
    with pytest.raises(UnfitError):
        read_figure(value)


@pytest.mark.parametrize("value", [0, -1, 1001, True, "2"])
def test_a_factor_is_a_number_above_nothing(value: object) -> None:
    assert read_times(1.5) == Decimal("1.5")
    with pytest.raises(UnfitError):
        read_times(value)


def test_a_number_up_to_an_end_includes_the_end() -> None:
    assert up_to(60)(60) == 60
    with pytest.raises(UnfitError):
        up_to(60)(60.5)
