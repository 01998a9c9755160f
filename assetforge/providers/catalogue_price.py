"""Prices of the catalogue: figures by the service's word, and the options that change them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Option, Price
from assetforge.core.credits import Credits
from assetforge.core.values import is_table
from assetforge.providers.catalogue_shape import OPTION_FIELDS
from assetforge.providers.catalogue_value import (
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

    from assetforge.core.capabilities import PricedBy, Unit
    from assetforge.providers.catalogue_shape import Entry
    from assetforge.providers.catalogue_value import Number

_TABLES: Final[Mapping[str, PricedBy]] = {
    "by_tier": "resolution", "by_size": "resolution", "by_resolution": "resolution",
    "by_duration": "duration",
}  # fmt: skip
_UNITS: Final[Mapping[str, Unit]] = {"image": "image", "job": "job", "second": "second"}


def price_of(entry: Entry) -> Price | None:
    """Read the price of a checked entry; None where none is published."""
    table = entry.get("price")
    if not is_table(table):
        return None
    lower = table.get("lower_reading")
    unit = _UNITS[taken(table, "unit", is_text) or ""]
    other = price_of({"price": lower}) if is_table(lower) else None
    for key in ("exact", "range"):
        figure = taken(table, key, is_figure)
        if figure is not None:
            return Price(unit=unit, flat=_credits(figure), lower=other)
    return _tabled(entry, table, unit, other)


def options_of(entry: Entry, limits: Entry) -> tuple[Option, ...]:
    """Read what changes the price of a checked entry.

    A LetzAI quality above its default is "slower and dearer" (LetzAI skill, 2026-07-28), by how
    much is in no document.
    """
    options = [_option(table) for table in taken(entry, "option", is_tables) or ()]
    quality = taken(limits, "quality", is_span)
    if quality is not None and "default" in quality:
        options.append(Option(field="quality", multiplier=None, above=quality["default"]))
    return tuple(options)


def _tabled(entry: Entry, table: Entry, unit: Unit, other: Price | None) -> Price:
    key = next(key for key in _TABLES if key in table)
    is_of_quality = key == "by_tier" and entry.get("tier_field") == "quality"
    figures = taken(table, key, is_figures) or {}
    return Price(
        unit=unit,
        by="quality" if is_of_quality else _TABLES[key],
        figures={word: _credits(figure) for word, figure in figures.items()},
        lower=other,
    )


def _credits(figure: Number | Mapping[str, Number]) -> Credits:
    if isinstance(figure, int | float | Decimal):
        return Credits.exactly(_decimal(figure))
    return Credits.between(_decimal(figure["min"]), _decimal(figure["max"]))


def _option(table: Entry) -> Option:
    multiplier = taken(table, "price_multiplier", is_number)
    return Option(
        field=OPTION_FIELDS[taken(table, "field", is_text) or ""],
        value=_wish(table),
        multiplier=None if multiplier is None else _decimal(multiplier),
    )


def _wish(table: Entry) -> bool | int | str:
    value = taken(table, "value", is_scalar)
    return True if value is None else value


def _decimal(number: Number) -> Decimal:
    return Decimal(str(number))
