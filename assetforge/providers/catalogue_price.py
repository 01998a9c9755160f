"""Prices of the catalogue: figures by the service's word, and the options that change them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Option, Price
from assetforge.core.credits import Credits
from assetforge.core.values import is_table
from assetforge.providers.catalogue_shape import OPTION_FIELDS
from assetforge.providers.catalogue_value import (
    is_day,
    is_figure,
    is_figures,
    is_number,
    is_scalar,
    is_span,
    is_tables,
    is_text,
    taken,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Confidence, PricedBy, Unit
    from assetforge.providers.catalogue_shape import Entry
    from assetforge.providers.catalogue_value import Number

_TABLES: Final[Mapping[str, PricedBy]] = {
    "by_tier": "resolution", "by_size": "resolution", "by_resolution": "resolution",
    "by_duration": "duration",
}  # fmt: skip
_UNITS: Final[Mapping[str, Unit]] = {"image": "image", "job": "job", "second": "second"}


def price_of(entry: Entry) -> Price | None:
    """Read the price of a checked entry; None where none is published.

    A price that names no document of its own stands in that of its entry.
    """
    table = entry.get("price")
    if not is_table(table):
        return None
    lower = table.get("lower_reading")
    other = _amount(entry, lower, None) if is_table(lower) else None
    return replace(
        _amount(entry, table, other),
        source=taken(table, "source", is_text) or taken(entry, "source", is_text) or "",
        as_of=taken(table, "as_of", is_day) or taken(entry, "as_of", is_day),
        confidence=confidence_of(table), note=taken(table, "note", is_text) or "",
    )  # fmt: skip


def options_of(entry: Entry, limits: Entry) -> tuple[Option, ...]:
    """Read what changes the price of a checked entry.

    A LetzAI quality above its default is "slower and dearer" (LetzAI skill, 2026-07-28), by how
    much is in no document.
    """
    options = [_option(table) for table in taken(entry, "option", is_tables) or ()]
    quality = taken(limits, "quality", is_span)
    if quality is not None and "default" in quality:
        options.append(
            Option(
                field="quality", multiplier=None, above=quality["default"],
                confidence="documented", note="slower and dearer; by how much is in no document",
            )
        )  # fmt: skip
    return tuple(options)


def confidence_of(table: Entry) -> Confidence:
    """Read how sure a checked table is; what does not say so is inferred."""
    return "documented" if table.get("confidence") == "documented" else "inferred"


def credits_of(figure: Number | Mapping[str, Number]) -> Credits:
    """Read a figure: an amount, or a range of `min` and `max`."""
    if isinstance(figure, int | float | Decimal):
        return Credits.exactly(decimal_of(figure))
    return Credits.between(decimal_of(figure["min"]), decimal_of(figure["max"]))


def decimal_of(number: Number) -> Decimal:
    """Write a number with the digits that a person would."""
    return Decimal(str(number))


def _amount(entry: Entry, table: Entry, other: Price | None) -> Price:
    unit = _UNITS[taken(table, "unit", is_text) or ""]
    for key in ("exact", "range"):
        figure = taken(table, key, is_figure)
        if figure is not None:
            return Price(unit=unit, flat=credits_of(figure), lower=other)
    return _tabled(entry, table, unit, other)


def _tabled(entry: Entry, table: Entry, unit: Unit, other: Price | None) -> Price:
    key = next(key for key in _TABLES if key in table)
    is_of_quality = key == "by_tier" and entry.get("tier_field") == "quality"
    figures = taken(table, key, is_figures) or {}
    return Price(
        unit=unit,
        by="quality" if is_of_quality else _TABLES[key],
        figures={word: credits_of(figure) for word, figure in figures.items()},
        lower=other,
    )


def _option(table: Entry) -> Option:
    multiplier = taken(table, "price_multiplier", is_number)
    return Option(
        field=OPTION_FIELDS[taken(table, "field", is_text) or ""],
        value=_wish(table),
        multiplier=None if multiplier is None else decimal_of(multiplier),
        confidence=confidence_of(table),
        note=taken(table, "note", is_text) or "",
    )


def _wish(table: Entry) -> bool | int | str:
    value = taken(table, "value", is_scalar)
    return True if value is None else value
