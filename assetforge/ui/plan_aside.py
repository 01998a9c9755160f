"""What stands apart in a plan: files edited by hand, and files that nothing declares any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from assetforge.plan.model import Plan
    from assetforge.ui.style import Style

MOST: Final = 20  # rows of one section


def edited_section(plan: Plan, style: Style) -> list[str]:
    """List the outputs that a person edited, and how to get the stored result back."""
    edited = [step for step in plan.steps if step.is_edited]
    if not edited:
        return []
    rows = table([("*", one_line(step.address), one_line(step.output)) for step in edited])
    name = one_line(edited[0].address)
    return [
        style.strong("Edited by hand; the files stay as they are:"),
        *(style.warning(f"  {row}") for row in _first(rows)),
        f"  `assetforge build --replace {name}` puts the built result in its place.",
    ]


def orphan_section(plan: Plan, style: Style) -> list[str]:
    """List locked assets that the manifest no longer has, and how to remove their files."""
    if not plan.orphans:
        return []
    rows = table([("-", one_line(gone.address), one_line(gone.output)) for gone in plan.orphans])
    return [
        style.strong("No longer in the manifest; the files stay until they are pruned:"),
        *(style.muted(f"  {row}") for row in _first(rows)),
        "  `assetforge build --prune` removes them; the store keeps the results.",
    ]


def _first(rows: list[str]) -> list[str]:
    if len(rows) <= MOST:
        return rows
    return [*rows[: MOST - 1], f"… and {counted(len(rows) - MOST + 1, 'more file')}"]
