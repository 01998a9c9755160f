"""The tables of prices in the config file, read as overrides and held against the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.app.settings_table import ConfigTable
from assetforge.app.settings_values import (
    MOST_CREDITS,
    MOST_TIMES,
    UnfitError,
    read_figure,
    read_times,
)
from assetforge.core.names import KINDS
from assetforge.providers.catalogue_override import OPTIONS, Override, misfits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind

_FIGURE: Final = f"credits, as in `10` or `{{ min = 10, max = 20 }}`, from 0 to {MOST_CREDITS:,}"
_FACTOR: Final = f"how many times dearer it gets, above 0 and up to {MOST_TIMES:,}"


def read_prices(table: ConfigTable, able: Capabilities) -> tuple[Override, ...]:
    """Read what a user says that a provider's models cost; everything wrong is noted."""
    kinds: list[Kind] = [kind for kind in KINDS if able.of_kind(kind)]
    table.refuse_others(kinds, f"`[{able.provider}.prices]`, which has one table for each kind")
    found = [
        override
        for kind in kinds
        if kind in table.content
        for override in _of_kind(table.inner(kind), able.provider, kind)
    ]
    for misfit in misfits(able, found):
        *above, last = misfit.path
        place = ConfigTable(
            file=table.file, path=(*table.path, *above), content={}, problems=table.problems
        )
        place.note("price-misfit", last, "a price for nothing", misfit.detail, misfit.hint)
    return tuple(found)


def _of_kind(table: ConfigTable, provider: str, kind: Kind) -> Iterator[Override]:
    for word in table.content:
        before = len(table.problems)
        inner = table.inner(word)
        override = Override(
            provider=provider, kind=kind, model=word,
            figures=tuple(_figures(inner)), options=tuple(_options(inner)),
        )  # fmt: skip
        if len(table.problems) == before:  # of what is wrong in itself all is said
            yield override


def _figures(table: ConfigTable) -> Iterator[tuple[str, Credits]]:
    for word, value in table.content.items():
        if word == OPTIONS:
            continue
        try:
            yield word, read_figure(value)
        except UnfitError as error:
            table.note_unfit(word, _FIGURE, error.reason)


def _options(table: ConfigTable) -> Iterator[tuple[str, Decimal]]:
    for name, value in table.inner(OPTIONS).content.items():
        try:
            yield name, read_times(value)
        except UnfitError as error:
            table.inner(OPTIONS).note_unfit(name, _FACTOR, error.reason)
