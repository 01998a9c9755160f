"""Prices as people read them: the table of every model, and where it is off.

letzai image
  MODEL          CREDITS        OPTIONS             SOURCE
  flux2          1k 60, 2k 120  quality above 2 x?  [1]
  letzai-engine  unknown        quality above 2 x?  [2]

[1] LetzAI skill, 2026-07-28

Unknown, in part or whole:
  letzai image: letzai-engine
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import Credits
from assetforge.core.text import one_line, shorten
from assetforge.ui.columns import table
from assetforge.ui.models_text import (
    Sources,
    doubts_text,
    figures_text,
    options_text,
    price_source,
)
from assetforge.ui.quantity import counted, price

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.capabilities import Model
    from assetforge.report.prices import Difference
    from assetforge.ui.style import Style

HEADS: Final = ("MODEL", "CREDITS", "OPTIONS", "SOURCE")
WIDEST: Final = 48  # columns of one cell that others are aligned to
WAY_OUT: Final = (
    "An unknown price is not 0: no limit can be kept with it until your own config sets one."
)


def show_prices(models: Sequence[Model], *, style: Style, width: int) -> str:
    """Write what each model costs, in credits of its provider, and name the unknown ones."""
    sources = Sources()
    blocks: list[str] = []
    for (provider, kind), group in groupby(models, key=lambda model: (model.provider, model.kind)):
        rows = table([HEADS, *(_row(model, sources) for model in group)], limit=WIDEST)
        head, *lines = (f"  {shorten(row, width - 2)}" for row in rows)
        title = style.strong(f"{provider} {kind}")
        blocks.append("\n".join([title, style.muted(head), *lines]))
    blocks.append("\n".join(sources.lines()))
    blocks += ["\n".join(_unknown(models, style))] if any(map(_is_open, models)) else []
    return "\n\n".join(blocks) + "\n"


def show_differences(found: Sequence[Difference], *, style: Style) -> str:
    """Write where jobs cost other than the table says; empty where none did."""
    if not found:
        return ""
    lines = [style.strong("What was charged differs from the table:")]
    lines += [f"  {_difference(each)}" for each in found]
    return "\n".join(lines) + "\n"


def _row(model: Model, sources: Sources) -> tuple[str, ...]:
    mark = sources.mark(price_source(model))
    return (
        one_line(model.id), figures_text(model), options_text(model),
        f"{mark} {doubts_text(model)}".rstrip(),
    )  # fmt: skip


def _is_open(model: Model) -> bool:
    found = model.price
    if found is None:
        return True
    return any(not figure.is_known for figure in (*found.figures.values(), found.flat or _NOTHING))


_NOTHING: Final = Credits.exactly(0)  # stands for a figure that there is none of


def _unknown(models: Sequence[Model], style: Style) -> Iterator[str]:
    yield style.warning("Unknown, in part or whole:")
    for (provider, kind), group in groupby(
        filter(_is_open, models), key=lambda model: (model.provider, model.kind)
    ):
        yield f"  {provider} {kind}: {', '.join(one_line(model.id) for model in group)}"
    yield WAY_OUT


def _difference(found: Difference) -> str:
    model = "" if found.model is None else f" {one_line(found.model)}"
    charged = Credits.between(found.least, found.most)
    said = "an unknown price" if not found.said.is_known else price(found.said)
    return (
        f"{one_line(found.provider)} {one_line(found.kind)}{model}: {charged} charged, "
        f"{said} expected ({counted(found.jobs, 'job')})"
    )
