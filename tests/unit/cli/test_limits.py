"""Limits as they are written, and what is told of one that cannot be meant."""

from __future__ import annotations

from decimal import Decimal

import click
import pytest

from assetforge.cli.limits import SpendingLimits, read_limits


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ((), SpendingLimits()),
        (("60",), SpendingLimits(each=Decimal(60))),
        (("1", "2.5"), SpendingLimits(each=Decimal("2.5"))),
        (("letzai=60", "7"), SpendingLimits(each=Decimal(7), named={"letzai": Decimal(60)})),
        (("letta=0",), SpendingLimits(named={"letta": Decimal(0)})),
    ],
)
def test_limits_are_read(words: tuple[str, ...], limits: SpendingLimits) -> None:
    assert read_limits(words) == limits


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("x", "`x`: write a number, or PROVIDER=NUMBER"),
        ("letzai=", "`letzai=`: write a number"),
        ("letzai=nan", "write a number"),
        ("-5", "write a number"),
        ("letza=5", "`letza` is no provider; did you mean `letzai`?"),
        ("=5", "`` is no provider; known are letta, letzai, local, studio"),
    ],
)
def test_what_is_no_limit_is_told(word: str, told: str) -> None:
    with pytest.raises(click.BadParameter) as refused:
        read_limits((word,))

    assert told in refused.value.message
