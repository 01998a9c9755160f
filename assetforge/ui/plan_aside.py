"""What stands apart in a plan: edited files, files that nothing declares, lines of no more use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.quantity import counted
from assetforge.ui.scope import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.plan.model import Plan, Step
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style

MOST: Final = 20  # rows of one section


def edited_section(plan: Plan, style: Style, scope: Scope = PROJECT) -> list[str]:
    """List the outputs that a person edited or put there, and how to get a built one instead."""
    kept = [step for step in plan.steps if step.is_edited]
    strange = [step for step in kept if any(each.why == "output-foreign" for each in step.reasons)]
    edited = [step for step in kept if step not in strange]
    parts = (
        _kept("Edited by hand; the files stay as they are:", edited, style, scope),
        _kept("Not known to be built here; the files stay as they are:", strange, style, scope),
    )
    return [line for part in parts for line in part]


def _kept(title: str, steps: Sequence[Step], style: Style, scope: Scope) -> list[str]:
    if not steps:
        return []
    rows = table([("*", one_line(step.address), scope.file(step.output)) for step in steps])
    command = scope.command("build", "--replace", steps[0].address)
    return [
        style.strong(title),
        *(style.warning(f"  {row}") for row in _first(rows)),
        f"  {command} puts the built result in its place.",
    ]


def orphan_section(plan: Plan, style: Style, scope: Scope = PROJECT) -> list[str]:
    """List locked assets that the manifest no longer has, and how to remove their files."""
    if not plan.orphans:
        return []
    rows = table([("-", one_line(gone.address), scope.file(gone.output)) for gone in plan.orphans])
    return [
        style.strong("No longer in the manifest; the files stay until they are pruned:"),
        *(style.muted(f"  {row}") for row in _first(rows)),
        f"  {scope.command('build', '--prune')} removes them; the store keeps the results.",
    ]


def unasked_section(plan: Plan, style: Style) -> list[str]:
    """Tell of paid jobs that no asset asks for any more, and how to keep what they bring."""
    count = len(plan.unasked)
    if not count:
        return []
    verb, whose = ("runs", "its result") if count == 1 else ("run", "their results")
    told = f"{counted(count, 'paid job')} {verb} for what the manifest no longer asks: "
    return [style.warning(f"{told}`assetforge jobs resume` keeps {whose}.")]


def spent_section(plan: Plan, style: Style) -> list[str]:
    """List the lines of `[moved]` that have done their work, for whoever asks for every detail."""
    if not plan.spent_moves:
        return []
    return [
        style.strong("No longer in the lock, so these lines of `[moved]` may go:"),
        *(style.muted(f"  {row}") for row in _first(list(map(one_line, plan.spent_moves)))),
    ]


def _first(rows: list[str]) -> list[str]:
    if len(rows) <= MOST:
        return rows
    return [*rows[: MOST - 1], f"… and {counted(len(rows) - MOST + 1, 'more file')}"]
