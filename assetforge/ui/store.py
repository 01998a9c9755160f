"""What the store holds and what may go, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.text import one_line, shorten
from assetforge.ui.columns import table
from assetforge.ui.machine import blob_value, credits_value, document
from assetforge.ui.quantity import counted, price, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetforge.core.credits import Credits
    from assetforge.core.values import Json, Table
    from assetforge.report.stored import Kept, Stored
    from assetforge.report.torn import Torn
    from assetforge.ui.style import Style


def show_stored(stored: Stored, *, style: Style, width: int) -> str:
    """Write a line for each finished piece of work, and what all of it is worth."""
    rows = [_row(kept) for kept in stored.kept]
    lines = [shorten(line, width) for line in table(rows)]
    whole = sum(kept.blob.size for kept in stored.kept)
    worth = worth_text((kept.provider, kept.worth) for kept in stored.kept)
    told = f"{counted(len(stored.kept), 'result')}, {size(whole)}, worth {worth}"
    last = style.strong(f"{told}, in {one_line(stored.place)}")
    return "\n".join([*lines, last, *torn_lines(stored.torn, style)]) + "\n"


def stored_document(stored: Stored) -> Table:
    """Write what the store holds, for programs."""
    results: list[Json] = [
        {
            "key": kept.key, "kind": kept.kind, "provider": kept.provider, "model": kept.model,
            "prompt": kept.prompt, "result": blob_value(kept.blob),
            "credits": credits_value(kept.worth),
        }
        for kept in stored.kept
    ]  # fmt: skip
    return document(
        "store",
        {"place": stored.place, "results": results, "damaged": torn_values(stored.torn)},
    )


def place_document(place: str) -> Table:
    """Write where the store is, for programs."""
    return document("store-where", {"place": place})


def torn_lines(torn: Sequence[Torn], style: Style) -> list[str]:
    """Name the records that cannot be read, and the ways out."""
    if not torn:
        return []
    count = counted(len(torn), "record")
    return [
        style.error(f"{count} cannot be read, so nobody knows what was made:"),
        *(f"  {one_line(each.path)}" for each in torn),
        "`assetforge verify --heal` in the project whose lock has the work writes it again, free.",
        "Where no project has it, remove the file; a paid result is then paid for again.",
    ]


def torn_values(torn: Sequence[Torn]) -> list[Json]:
    """Write the records that cannot be read, for programs."""
    return [{"key": each.key, "path": each.path, "why": each.why} for each in torn]


def worth_text(worths: Iterable[tuple[str, Credits]]) -> str:
    """Add up what results are worth at each provider; credits of two are never added."""
    sums: dict[str, Credits] = {}
    for provider, worth in worths:
        if worth != FREE:
            sums[provider] = sums.get(provider, FREE) + worth
    told = ", ".join(f"{total} {one_line(name)} credits" for name, total in sorted(sums.items()))
    return told or "no credits"


def _row(kept: Kept) -> tuple[str, ...]:
    maker = kept.provider if kept.model is None else f"{kept.provider}/{kept.model}"
    digits = kept.key.partition(":")[2][:12]
    return (digits, kept.kind, one_line(maker), size(kept.blob.size), price(kept.worth),
            one_line(kept.prompt))  # fmt: skip
