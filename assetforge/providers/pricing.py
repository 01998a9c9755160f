"""Pricing: what a model asks for a request, in credits, before the request is placed.

    figure of the tier, size, resolution or duration
      times the seconds, where it is a price per second
      from the lower reading, where a document's figure can be read in two ways
      times each option that is used; one without a known factor leaves the upper end unknown

Figures are those of the catalogue of 2026-11-20. What is not published is unknown, never nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.limits import Whole, Words
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model, Option, Price
    from assetforge.core.values import Table

Seconds: TypeAlias = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A price with everything that it is made of."""

    cost: Credits
    price: Price | None = None  # None: no price is known
    figure: Credits = UNKNOWN  # for one result, call or second
    word: str | None = None  # the service's word that picked the figure; None: nothing had to
    seconds: Seconds | None = None  # least and most, where each one costs
    options: tuple[Option, ...] = ()  # those that are used


def quote(model: Model, params: Table) -> Credits:
    """Price one result; `params` are the manifest's fields after defaults.

    Where a field that decides the price is left open, the range holds every choice the model has.
    """
    return break_down(model, params).cost


def break_down(model: Model, params: Table) -> Breakdown:
    """Price one result as `quote` does, and say how the price comes about."""
    price = model.price
    options = tuple(option for option in model.options if option.is_used(params))
    if price is None:
        return Breakdown(cost=UNKNOWN, options=options)
    cost = _reading(price, model, params)
    if price.lower is not None:
        lower = _reading(price.lower, model, params)
        cost = replace(cost, low=min(lower.low, cost.low))
    for option in options:
        cost = _multiplied(cost, option.multiplier)
    return Breakdown(
        cost=cost, price=price, figure=_figure(price, model, params),
        word=_word(price, model, params), options=options,
        seconds=_seconds(model, params) if price.unit == "second" else None,
    )  # fmt: skip


def _multiplied(cost: Credits, factor: Decimal | None) -> Credits:
    return replace(cost, high=None) if factor is None else cost.times(factor)


def _reading(price: Price, model: Model, params: Table) -> Credits:
    figure = _figure(price, model, params)
    if price.unit != "second":
        return figure
    seconds = _seconds(model, params)
    return UNKNOWN if seconds is None else figure.times(*seconds)


def _figure(price: Price, model: Model, params: Table) -> Credits:
    if price.flat is not None:
        return price.flat
    word = _word(price, model, params)
    return _span(price) if word is None else price.figures.get(word, UNKNOWN)


def _word(price: Price, model: Model, params: Table) -> str | None:
    word = params.get(price.by or "")
    return None if word is None else model.tiers.get(str(word), str(word))


def _span(price: Price) -> Credits:
    highs = [figure.high for figure in price.figures.values() if figure.high is not None]
    is_known = len(highs) == len(price.figures) and len(highs) > 0
    lows = [figure.low for figure in price.figures.values()]
    return Credits(low=min(lows, default=Decimal(0)), high=max(highs) if is_known else None)


def _seconds(model: Model, params: Table) -> Seconds | None:
    """Find the seconds of a film: as said, the sum of its shots, else all that the model offers."""
    said = params.get("duration") or _seconds_of_shots(params.get("shots"))
    if isinstance(said, int | float):
        return Decimal(str(said)), Decimal(str(said))
    match model.fields.get("duration"):
        case Whole(low=low, high=int() as high):
            return Decimal(low), Decimal(high)
        case Words(choices=choices):
            seconds = [Decimal(str(choice)) for choice in choices]
            return min(seconds), max(seconds)
        case _:
            return None


def _seconds_of_shots(shots: object) -> float | None:
    total = 0.0
    for shot in shots if is_array(shots) else ():
        seconds = shot.get("duration") if is_table(shot) else None
        if not isinstance(seconds, int | float):
            return None
        total += seconds
    return total or None
