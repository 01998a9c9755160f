"""Limits as people write them: an amount for every provider, or one for a provider by its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

from assetforge.app.offers import market
from assetforge.core.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingLimits:
    """What may be spent at most: at each provider, and at those that are named."""

    each: Decimal | None = None
    named: Mapping[str, Decimal] = field(default_factory=dict[str, "Decimal"])


def read_limits(words: tuple[str, ...]) -> SpendingLimits:
    """Read what `--max-credits` was given; of two amounts for the same the last one holds.

    Raises:
        click.BadParameter: a word is no amount, or names nobody who offers anything.
    """
    each: Decimal | None = None
    named: dict[str, Decimal] = {}
    for word in words:
        provider, has_name, amount = word.rpartition("=")
        if has_name:
            named[_known(provider)] = _amount(word, amount)
        else:
            each = _amount(word, amount)
    return SpendingLimits(each=each, named=named)


def _known(provider: str) -> str:
    offers = market().offers
    if provider in offers:
        return provider
    way_out = did_you_mean(provider, offers) or f"known are {', '.join(sorted(offers))}"
    message = f"`{provider}` is no provider; {way_out}"
    raise click.BadParameter(message)


def _amount(word: str, amount: str) -> Decimal:
    try:
        number = Decimal(amount)
    except InvalidOperation:
        number = Decimal(-1)
    if number.is_finite() and number >= 0:
        return number
    message = f"`{word}`: write a number, or PROVIDER=NUMBER"
    raise click.BadParameter(message)
