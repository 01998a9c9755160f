"""The last lines of a plan: how many, how much, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.idle import nothing_to_do
from assetforge.ui.quantity import counted, prices, rough_duration
from assetforge.ui.symbol import state_of

if TYPE_CHECKING:
    from assetforge.plan.model import Plan
    from assetforge.ui.style import Style

ENDS: Final = 4  # links shown at either end of a long chain


def total_lines(plan: Plan, style: Style) -> list[str]:
    """Add a plan up: one line where there is nothing to do, up to three otherwise."""
    if not plan.has_changes:
        return [style.good(_idle(plan))]
    lines = [style.strong(f"Plan: {_counts(plan)}."), f"Credits: {_credits(plan)}."]
    chain = _chain(plan)
    return [*lines, f"Time: {chain}."] if chain else lines


def _idle(plan: Plan) -> str:
    edited = sum(step.is_edited for step in plan.steps)
    if edited and edited == len(plan.steps):
        return f"Nothing to do: {counted(edited, 'asset')} edited by hand."
    told = nothing_to_do(len(plan.steps) - edited)
    return f"{told.removesuffix('.')}, {edited} edited by hand." if edited else told


def _counts(plan: Plan) -> str:
    edited = sum(state_of(step) == "edited" for step in plan.steps)
    parts = (
        (plan.count("make"), "to make"),
        (plan.count("restore"), "to restore"),
        (plan.count("derive"), "to derive"),
        (plan.count("blocked"), "blocked"),
        (plan.count("keep") - edited, "unchanged"),
        (edited, "edited by hand"),
    )
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def _credits(plan: Plan) -> str:
    """Tell what this build may spend apart from what blocked assets would cost one day."""
    now, blocked = prices(plan.costs()), prices(plan.costs_blocked())
    if blocked:
        return f"{now or 'none now'}; blocked assets would cost {blocked}"
    return now or "none, everything here is free"


def _chain(plan: Plan) -> str:
    busy = {step.address for step in plan.steps if step.seconds > 0}
    names = [one_line(name) for name in plan.chain.addresses if name in busy]
    if not names:
        return ""
    if len(names) > 2 * ENDS + 1:
        skipped = f"… {len(names) - 2 * ENDS} more …"
        names = [*names[:ENDS], skipped, *names[-ENDS:]]
    return f"about {rough_duration(plan.chain.seconds)} along {' → '.join(names)}"
