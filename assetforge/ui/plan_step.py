"""One step of a plan: a line with what it is and costs, and under it the reasons.

~ hero-clip  video  letzai/veo31  150 to 750 credits
    prompt changed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.limits import listed
from assetforge.core.tags import trained_models
from assetforge.core.text import display_width, one_line, shorten
from assetforge.ui.change import value_text
from assetforge.ui.columns import GAP, widths
from assetforge.ui.field_class import class_of_change
from assetforge.ui.quantity import price
from assetforge.ui.reason import details, why
from assetforge.ui.scope import PROJECT
from assetforge.ui.symbol import paint_of, sign, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assetforge.core.names import Kind
    from assetforge.plan.model import Reason, Step
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Paint, Style

INDENT: Final = " " * 6
DEEPER: Final = " " * 8
WIDEST: Final = 44  # columns of one cell that others are aligned to
NARROWEST: Final = 24  # columns that a shown value always gets


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How wide each column is, how much is told, and of which files."""

    columns: tuple[int, ...]
    width: int
    verbose: bool
    scope: Scope


def layout(steps: Sequence[Step], width: int, *, verbose: bool, scope: Scope = PROJECT) -> Layout:
    """Measure the steps that will stand below one another."""
    columns = widths([_cells(step) for step in steps], WIDEST)
    return Layout(columns=columns, width=width, verbose=verbose, scope=scope)


def step_lines(step: Step, layout: Layout, style: Style) -> Iterator[str]:
    """Write one step: its line, then every reason."""
    is_plain = [reason.why for reason in step.reasons] == ["never-built"]
    head = _head(step, layout, style)
    yield f"{head}{GAP}{style.muted('never built')}" if is_plain else head.rstrip()
    if not is_plain:
        for reason in step.reasons:
            if reason.why != "moved":  # which stands beside the name
                yield from _reason_lines(reason, step.ask.kind, layout, style)
    tags = trained_models(step.ask.provider, step.ask.request)
    if tags:
        names = listed(_clean(f"@{tag}" for tag in tags), "and")
        yield f"{INDENT}uses trained model{'s' * (len(tags) > 1)} {names}"
    if step.shares:
        shared = listed(_clean(step.shares), "and")
        yield f"{INDENT}uploads {shared}: publicly reachable from then on"
    note = _known_later(step)
    if note:
        yield INDENT + style.muted(note)
    if layout.verbose:
        yield from _everything(step, layout, style)


def maker(step: Step) -> str:
    """Name who makes an asset: provider and model."""
    ask = step.ask
    return one_line(ask.provider if ask.model is None else f"{ask.provider}/{ask.model}")


def _cells(step: Step) -> tuple[str, str, str, str]:
    return _name(step), step.ask.kind, maker(step), price(step.cost)


def _name(step: Step) -> str:
    name = one_line(step.address)
    return f"{name}  (moved from {one_line(step.moved_from)})" if step.moved_from else name


def _head(step: Step, layout: Layout, style: Style) -> str:
    state = state_of(step)
    paints: tuple[Paint, ...] = (
        paint_of(state, style),
        str,
        str,
        str if step.cost.is_known else style.warning,
    )
    cells = GAP.join(
        paint(cell) + " " * (width - display_width(cell))
        for cell, width, paint in zip(_cells(step), layout.columns, paints, strict=True)
    )
    return f"  {sign(state, style)} {cells}"


def _reason_lines(reason: Reason, kind: Kind, layout: Layout, style: Style) -> Iterator[str]:
    told = class_of_change(kind, reason) if layout.verbose else None
    note = style.muted(f"{GAP}({told})") if told else ""
    yield INDENT + why(reason, layout.scope) + note
    changed = details(reason, max(NARROWEST, layout.width - len(DEEPER) - 2))
    if changed:
        old, new = changed
        yield f"{DEEPER}{style.remove(f'- {old}')}"
        yield f"{DEEPER}{style.add(f'+ {new}')}"


def _known_later(step: Step) -> str:
    """Say what only the build will know; of a new asset nobody expects anything else."""
    if step.key is not None or step.action == "blocked":
        return ""
    codes = {reason.why for reason in step.reasons} - {"moved"}
    if codes == {"upstream-made"}:
        return "known after build: kept if its inputs come out the same"
    return "" if "never-built" in codes else "key known after build"


def _clean(names: Iterable[str]) -> list[str]:
    return [one_line(name) for name in names]


def _everything(step: Step, layout: Layout, style: Style) -> Iterator[str]:
    yield INDENT + style.muted(f"output = {layout.scope.file(step.output)}")
    yield INDENT + style.muted(f"key = {step.key or 'known after build'}")
    for name, value in step.ask.request.items():
        text = f"{one_line(name)} = {value_text(value)}"
        yield INDENT + style.muted(shorten(text, max(NARROWEST, layout.width - len(INDENT))))
    room = max(NARROWEST, layout.width - len(INDENT))
    yield from (INDENT + style.muted(line) for line in note_lines(step, room))


def note_lines(step: Step, room: int) -> Iterator[str]:
    """Write the cosmetic fields of a step, whatever is done: a change of them makes nothing."""
    for name, value in step.notes.items():
        yield shorten(f"{one_line(name)} = {value_text(value)}  (cosmetic)", room)
