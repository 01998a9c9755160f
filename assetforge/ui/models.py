"""The models that can be named, a table for each provider and kind.

letzai image
  MODEL    CREDITS    SOURCE        TIERS  OPTIONS             NAME
  flux2 *  60 to 120  [1]           1k 2k  quality above 2 x?  Flux 2
  phota    80 to 240  [2] outdated  1k 4k  quality above 2 x?  Phota

* where no model is named.
[1] LetzAI skill, 2026-07-28
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from assetforge.core.limits import listed
from assetforge.core.text import one_line, shorten
from assetforge.ui.columns import table
from assetforge.ui.models_text import (
    Sources,
    doubts_text,
    options_text,
    price_source,
    price_text,
    seconds_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.capabilities import Model
    from assetforge.ui.style import Style

HEADS: Final = ("MODEL", "CREDITS", "SOURCE", "TIERS", "SECONDS", "OPTIONS", "NAME")
MARK: Final = " *"
UNTIL: Final = 30  # columns of one cell that others are aligned to


def show_models(
    models: Sequence[Model], free: Sequence[str], *, style: Style, width: int, verbose: bool = False
) -> str:
    """Write a table for each provider and kind; `free` are those who need none."""
    sources = Sources()
    blocks: list[str] = []
    for (provider, kind), group in groupby(models, key=lambda model: (model.provider, model.kind)):
        rows = [(HEADS, None), *((_row(model, sources), model) for model in group)]
        title = style.strong(f"{provider} {kind}")
        blocks.append("\n".join([title, *_lines(rows, style, width, verbose=verbose)]))
    blocks += ["\n".join(_legend(models, sources))] if models else []
    if free:
        blocks.append(
            f"{listed(sorted(free), 'and')}: no list is needed, for all is made here, free."
        )
    return "\n\n".join(blocks) + "\n"


def _row(model: Model, sources: Sources) -> tuple[str, ...]:
    mark = MARK if model.is_default else ""
    return (
        f"{one_line(model.id)}{mark}", price_text(model.price),
        f"{sources.mark(price_source(model))} {doubts_text(model)}".rstrip(),
        " ".join(model.tiers), seconds_text(model), options_text(model), one_line(model.name),
    )  # fmt: skip


def _lines(
    rows: Sequence[tuple[tuple[str, ...], Model | None]], style: Style, width: int, *, verbose: bool
) -> Iterator[str]:
    cells = [row for row, _ in rows]
    kept = [place for place in range(len(HEADS)) if any(row[place] for row in cells[1:])]
    drawn = table([[row[place] for place in kept] for row in cells], limit=UNTIL)
    for line, (_, model) in zip(drawn, rows, strict=True):
        text = f"  {shorten(line, width - 2)}"
        yield style.muted(text) if model is None else text
        if verbose and model is not None:
            yield from (style.muted(f"      {detail}") for detail in _details(model))


def _details(model: Model) -> Iterator[str]:
    yield one_line(", also ".join([model.name, *model.aliases]))
    notes = (model.note, model.price.note if model.price else "")
    yield from (one_line(note) for note in notes if note)
    yield from (
        f"{option.field}: {one_line(option.note)}" for option in model.options if option.note
    )


def _legend(models: Sequence[Model], sources: Sources) -> Iterator[str]:
    if any(model.is_default for model in models):
        yield "* where no model is named."
    if any(doubts_text(model) for model in models):
        yield "inferred: the document leaves room; outdated: newer documents do not name it."
    yield from sources.lines()
