from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.ui.quantity import counted, duration, price, prices, rough_duration, size


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0.0 s"), (0.34, "0.3 s"), (9.94, "9.9 s"), (42.4, "42 s"), (60, "1 min"),
        (125, "2 min 5 s"), (3600, "1 h"), (4800, "1 h 20 min"),
    ],
)  # fmt: skip
def test_a_time_has_as_many_digits_as_it_deserves(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (20, "20 s"), (125, "2 min"), (3700, "1 h 2 min")]
)
def test_an_estimate_is_rounder_than_a_measurement(seconds: float, text: str) -> None:
    assert rough_duration(seconds) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 byte"), (312, "312 bytes"), (1536, "1.5 KiB"), (2_500_000, "2.4 MiB")],
)
def test_a_size_is_read_at_a_glance(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(
    ("cost", "text"),
    [
        (FREE, "free"), (UNKNOWN, "price unknown"), (Credits.exactly(1), "1 credit"),
        (Credits.exactly(1500), "1,500 credits"), (Credits.between(150, 750), "150 to 750 credits"),
        (Credits(low=Decimal(60), high=None), "60 credits or more"),
        (Credits.exactly(Decimal("0.5")), "0.5 credits"),
    ],
)  # fmt: skip
def test_an_unknown_price_is_never_zero(cost: Credits, text: str) -> None:
    assert price(cost) == text


def test_credits_of_two_providers_stand_side_by_side() -> None:
    assert prices({"letta": UNKNOWN, "letzai": Credits.between(60, 120)}) == (
        "letta unknown, letzai 60 to 120"
    )


def test_a_name_from_a_file_breaks_no_line() -> None:
    told = prices({"letzai 0.\n::warning::hello\x1b[2J": FREE})

    assert "\n" not in told
    assert "\x1b" not in told


def test_a_count_agrees_with_its_noun() -> None:
    assert [counted(n, "asset") for n in (0, 1, 1200)] == ["0 assets", "1 asset", "1,200 assets"]
