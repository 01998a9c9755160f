"""What was blessed, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.machine import document
from assetforge.ui.machine_lock import blessing_value
from assetforge.ui.machine_plan import reason_value
from assetforge.ui.quantity import counted
from assetforge.ui.reason import details, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Table
    from assetforge.plan.blessing import Blessed
    from assetforge.ui.style import Style

NARROWEST: Final = 24  # columns that a shown value always gets


def show_blessed(blessed: Sequence[Blessed], *, style: Style, width: int) -> str:
    """Write what was declared immaterial, and what follows from that."""
    if not blessed:
        return "Nothing to bless: every result counts for what the manifest asks for already.\n"
    lines = [line for each in blessed for line in _lines(each, style, width)]
    total = counted(len(blessed), "result")
    count = "counts" if len(blessed) == 1 else "count"
    lines += _still_paid(blessed, style)
    lines.append(f"0 credits were spent. {total} {count} for what the manifest asks for now.")
    return "\n".join(lines) + "\n"


def blessed_document(blessed: Sequence[Blessed]) -> Table:
    """Write what was blessed, for programs."""
    return document("bless", {
        "assets": [_value(each) for each in blessed], "credits": 0,
    })  # fmt: skip


def _lines(blessed: Blessed, style: Style, width: int) -> Iterator[str]:
    yield f"{style.good('blessed')} {one_line(blessed.address)}"
    for reason in blessed.changes:
        yield f"  {why(reason)}"
        changed = details(reason, max(NARROWEST, width - 6))
        if changed:
            yield f"    {style.remove(f'- {changed[0]}')}"
            yield f"    {style.add(f'+ {changed[1]}')}"


def _still_paid(blessed: Sequence[Blessed], style: Style) -> Iterator[str]:
    """Say what the next build would pay for all the same."""
    for name in dict.fromkeys(name for each in blessed for name in each.still_paid):
        shown = one_line(name)
        origins = (one_line(each.address) for each in blessed if name in each.still_paid)
        yield (
            f"{style.warning('note')} {shown} was made from {', '.join(origins)}, and a build "
            f"would pay for it again: bless {shown}, too, if it is right as it is"
        )


def _value(blessed: Blessed) -> Table:
    made = blessed.made
    return {
        "address": blessed.address, "key": made.key, "previous_key": blessed.before.made.key,
        "changes": [reason_value(reason) for reason in blessed.changes],
        "blessed": blessing_value(made.blessing), "still_paid": list(blessed.still_paid),
    }  # fmt: skip
