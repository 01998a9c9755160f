"""A plan as people read it: changes first, what stands apart next, the totals as the last lines.

+ make   ~ make again

+ hero       image  letzai/flux2               60 credits  never built
~ hero-clip  video  letzai/veo31  150 to 750 credits
    prompt changed
      - …dolly in, waves moving
      + …dolly in, waves still
    input hero will be made

Plan: 2 to make, 36 unchanged.
Credits: letzai 210 to 810.
Time: about 3 min along hero → hero-clip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.text import one_line
from assetforge.ui.plan_aside import (
    edited_section,
    orphan_section,
    spent_section,
    unasked_section,
)
from assetforge.ui.plan_step import INDENT, NARROWEST, layout, note_lines, step_lines
from assetforge.ui.plan_total import total_lines
from assetforge.ui.scope import PROJECT
from assetforge.ui.symbol import legend, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.plan.model import Plan, Step
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style


def show_plan(
    plan: Plan, *, style: Style, width: int, verbose: bool = False, scope: Scope = PROJECT
) -> str:
    """Write what a build would do, why, and for how much, in lines of about `width` columns.

    Addresses and the totals are never cut; texts of the manifest are.
    """
    blocks = [block for block in _blocks(_View(plan, style, width, verbose, scope)) if block]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _View:
    plan: Plan
    style: Style
    width: int
    verbose: bool
    scope: Scope


def _blocks(view: _View) -> Iterator[list[str]]:
    plan, style = view.plan, view.style
    if plan.is_frozen:
        yield [style.strong("Frozen: what is locked counts, whatever the manifest asks for.")]
    changed = [step for step in plan.steps if step.action != "keep"]
    if changed:
        yield [legend(map(state_of, changed), style)]
        columns = layout(changed, view.width, verbose=view.verbose, scope=view.scope)
        yield [line for step in changed for line in step_lines(step, columns, style)]
    yield edited_section(plan, style, view.scope)
    yield orphan_section(plan, style, view.scope)
    yield unasked_section(plan, style)
    if view.verbose:
        yield _unchanged(view)
        yield spent_section(plan, style)
    yield total_lines(plan, style)


def _unchanged(view: _View) -> list[str]:
    style, scope = view.style, view.scope
    kept = [step for step in view.plan.steps if state_of(step) == "unchanged"]
    lines = [
        style.muted(line) for step in kept for line in _unchanged_lines(step, scope, view.width)
    ]
    return [style.strong("Unchanged:"), *lines] if lines else []


def _unchanged_lines(step: Step, scope: Scope, width: int) -> Iterator[str]:
    yield f"  {one_line(step.address)}  {scope.file(step.output)}"
    yield from (f"{INDENT}{line}" for line in note_lines(step, max(NARROWEST, width - len(INDENT))))
