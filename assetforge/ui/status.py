"""How a project stands, as people read it: what is up to date, what is not, what the store holds.

41 assets: 36 up to date, 3 to make, 1 to restore, 1 edited by hand

Changes to build:
  make again:  hero-clip
  restore:     icon

Under way or unclear at services:
  ab12cd  hero-clip  letzai/veo31  running  up to 750  5 min
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.columns import pad, table, widths
from assetforge.ui.jobs import attempt_row
from assetforge.ui.plan_aside import edited_section, orphan_section, unasked_section
from assetforge.ui.quantity import counted, size
from assetforge.ui.scope import PROJECT
from assetforge.ui.show import sandbox_line
from assetforge.ui.symbol import SYMBOLS, paint_of, state_of

if TYPE_CHECKING:
    from assetforge.plan.model import Plan, Step
    from assetforge.report.holdings import Holdings
    from assetforge.report.jobs import Jobs
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style

MOST: Final = 40  # changed assets listed by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around a project: the store, and what was bought for it and is not finished."""

    holdings: Holdings | None = None
    jobs: Jobs | None = None


def show_status(
    plan: Plan, around: Around | None = None, *, style: Style, scope: Scope = PROJECT
) -> str:
    """Write how a project stands against its lock, files, orders and store."""
    holdings = None if around is None else around.holdings
    jobs = None if around is None else around.jobs
    blocks = [
        [_counts(plan)], _changes(plan, style), [] if jobs is None else _orders(jobs, style),
        unasked_section(plan, style), edited_section(plan, style, scope),
        orphan_section(plan, style, scope),
        [_store(holdings)] if holdings else [],
        sandbox_line(step.made for step in plan.steps if step.made is not None),
        [_advice(plan, style, scope)],
    ]  # fmt: skip
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _orders(jobs: Jobs, style: Style) -> list[str]:
    """List what was bought and is not finished; each is taken up at no charge."""
    if not jobs.attempts:
        return []
    rows = table([attempt_row(attempt, jobs) for attempt in jobs.attempts[:MOST]])
    more = [f"  … and {len(jobs.attempts) - MOST} more"] if len(jobs.attempts) > MOST else []
    return [
        style.strong("Under way or unclear at services:"),
        *(style.warning(f"  {row}") for row in rows), *more,
        "  `assetforge jobs` says more; a build takes them up, at no charge.",
    ]  # fmt: skip


def _counts(plan: Plan) -> str:
    states = [state_of(step) for step in plan.steps]
    parts = (
        (states.count("unchanged"), "up to date"),
        (states.count("new") + states.count("again"), "to make"),
        (states.count("restore"), "to restore"),
        (states.count("derive"), "to derive"),
        (states.count("blocked"), "blocked"),
        (states.count("edited"), "edited by hand"),
    )
    told = ", ".join(f"{count} {words}" for count, words in parts if count)
    return f"{counted(len(plan.steps), 'asset')}: {told}" if told else "No assets."


def _changes(plan: Plan, style: Style) -> list[str]:
    changed = [step for step in plan.steps if step.action != "keep"]
    if not changed:
        return []
    words = [f"{_words(step)}:" for step in changed[:MOST]]
    first = widths([(word,) for word in words], MOST)[0]
    lines = [
        f"  {paint_of(state_of(step), style)(pad(word, first))}  {one_line(step.address)}"
        for step, word in zip(changed, words, strict=False)
    ]
    more = [f"  … and {len(changed) - MOST} more"] if len(changed) > MOST else []
    return [style.strong("Changes to build:"), *lines, *more]


def _words(step: Step) -> str:
    return SYMBOLS[state_of(step)].meaning


def _store(holdings: Holdings) -> str:
    files = counted(holdings.files, "result")
    return f"The store holds {files}, {size(holdings.size)}, in {one_line(holdings.place)}."


def _advice(plan: Plan, style: Style, scope: Scope) -> str:
    if plan.has_changes:
        does = scope.command("build")
        return style.hint(f"{scope.command('plan')} says why; {does} carries it out.")
    return style.good("Nothing to build: everything is up to date.")
