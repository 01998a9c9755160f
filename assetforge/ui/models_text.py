"""A model's price, options and source in a few words, for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import Credits, plain
from assetforge.core.limits import Whole, Words
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from assetforge.core.capabilities import Model, Option, Price

NO_PRICE: Final = "unknown"
_PER: Final[Mapping[str, str]] = {"image": "", "job": "", "second": " a second"}


class Sources:
    """Numbers documents in the order in which they are met, so that a table names each once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, source: str) -> str:
        """Give the mark of a document, as in `[1]`."""
        return f"[{self._numbers.setdefault(source, len(self._numbers) + 1)}]"

    def lines(self) -> Iterator[str]:
        """Name each document behind its mark."""
        yield from (f"[{number}] {source}" for source, number in self._numbers.items())


def price_text(price: Price | None) -> str:
    """Write all that a price may come to without options: `60 to 120`, `150/s`."""
    if price is None:
        return NO_PRICE
    figures = list(price.figures.values()) if price.flat is None else [price.flat]
    known = [figure for figure in figures if figure.high is not None]
    if not known:
        return NO_PRICE
    low, high = min(each.low for each in known), max(each.high or each.low for each in known)
    text = f"{Credits.between(low, high)}{'/s' if price.unit == 'second' else ''}"
    if price.lower is not None:
        text = f"{text}, or in all"
    return text if len(known) == len(figures) else f"{text}, some unknown"


def figure_text(figure: Credits, price: Price) -> str:
    """Write one figure of a price: `60`, `150 a second`."""
    return f"{figure}{_PER[price.unit]}" if figure.is_known else NO_PRICE


def figures_text(model: Model) -> str:
    """Write every figure of a model's price: `1k 60, 2k 120`, `480p 105, 4k 1,000 a second`."""
    price = model.price
    if price is None:
        return NO_PRICE
    if price.flat is not None:
        text = figure_text(price.flat, price)
        return f"{text}, or in all" if price.lower else text
    words = {spoken: word for word, spoken in model.tiers.items()}
    figures = (f"{words.get(spoken, spoken)} {each}" for spoken, each in price.figures.items())
    return ", ".join(figures) + _PER[price.unit]


def option_text(option: Option) -> str:
    """Write what a wish does to a price: `sound x2`, `quality above 2 x?`."""
    wish = option.field if option.above is None else f"{option.field} above {option.above}"
    return f"{wish} x{'?' if option.multiplier is None else plain(option.multiplier)}"


def options_text(model: Model) -> str:
    """Write all wishes that change the price of a model."""
    return ", ".join(option_text(option) for option in model.options)


def seconds_text(model: Model) -> str:
    """Write which durations a film may have; empty for pictures."""
    match model.fields.get("duration"):
        case Words(choices=choices):
            return ", ".join(str(choice) for choice in choices)
        case Whole(low=low, high=int() as high):
            return f"{low} to {high}"
        case _:
            return ""


def source_text(source: str, as_of: date | None) -> str:
    """Name a document and the day it speaks of, which many have in their name."""
    name = one_line(source)
    return name if as_of is None or as_of.isoformat() in name else f"{name}, as of {as_of}"


def price_source(model: Model) -> str:
    """Name where the price of a model stands; without a price, the document that has the model."""
    price = model.price
    if price is None:
        return source_text(model.documented, model.as_of)
    return source_text(price.source, price.as_of)


def doubts_text(model: Model) -> str:
    """Write what speaks against relying on a price: that it is inferred, or the model outdated."""
    inferred = model.price is not None and model.price.confidence == "inferred"
    doubts = ("inferred" * inferred, "outdated" * (not model.is_current))
    return ", ".join(doubt for doubt in doubts if doubt)
