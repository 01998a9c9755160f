"""Why an asset is what it is: every part of its key, what the lock says, what changed since.

hero-clip, declared in assets.toml:41

Key known after build, made of:
  kind      video
  provider  letzai
  model     veo31
  prompt    Slow dolly in, waves moving  paid  assets.toml:43
  sound     false                        paid  default
  input 1   hero-4k                      known after build
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assetforge.core.text import one_line, shorten
from assetforge.ui.change import value_text
from assetforge.ui.columns import table
from assetforge.ui.explain_lock import lock_section
from assetforge.ui.field_class import class_of
from assetforge.ui.plan_step import NARROWEST
from assetforge.ui.quantity import price, rough_duration
from assetforge.ui.reason import details, why
from assetforge.ui.scope import PROJECT
from assetforge.ui.symbol import SYMBOLS, paint_of, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.lock.model import Entry
    from assetforge.plan.model import Reason, Step
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where something is written."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        name = one_line(self.file)
        return name if self.line is None else f"{name}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that an explanation of one asset rests on."""

    step: Step
    entry: Entry | None  # what the lock says of it
    inputs: tuple[str, ...] = ()  # addresses, in role order
    declared: Where | None = None
    fields: Mapping[str, Where] = field(
        default_factory=dict["str", "Where"]
    )  # fields that a person wrote; all others are defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an explanation is to look."""

    style: Style
    width: int  # columns
    is_verbose: bool = False  # no value is cut
    scope: Scope = PROJECT


def show_explanation(given: Explanation, look: Look) -> str:
    """Write every part of an asset's key with its origin, and how it stands against the lock."""
    blocks = (
        [_title(given, look.style)], list(_key(given, look)),
        lock_section(given.step, given.entry, look.style, look.scope), _why(given.step, look),
    )  # fmt: skip
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def origin_of(given: Explanation, name: str) -> str:
    """Say where a field's value comes from: a place, or the defaults."""
    where = given.fields.get(name)
    return "default" if where is None else str(where)


def _title(given: Explanation, style: Style) -> str:
    name = style.strong(one_line(given.step.address))
    return f"{name}, declared in {given.declared}" if given.declared else name


def _key(given: Explanation, look: Look) -> Iterator[str]:
    step, room = given.step, max(NARROWEST, look.width // 2)
    yield f"Key {step.key}, made of:" if step.key else "Key known after build, made of:"
    rows = [
        ("kind", step.ask.kind, "", ""),
        ("provider", one_line(step.ask.provider), "", ""),
        ("model", one_line(step.ask.model or "none"), "", ""),
        *([("place", f"{step.ask.place}, a sandbox", "", "")] if step.ask.place else []),
        *_field_rows(given, None if look.is_verbose else room),
        *_input_rows(given),
    ]
    yield from (f"  {line}" for line in table(rows, limit=room))
    output = look.scope.file(step.output)
    yield look.style.muted(f"Not in the key: the output {output}, description, alt, tags")


def _field_rows(given: Explanation, room: int | None) -> Iterator[tuple[str, str, str, str]]:
    ask = given.step.ask
    for name, value in ask.request.items():
        whole = value_text(value)
        text = whole if room is None else shorten(whole, room)
        yield one_line(name), text, class_of(ask.kind, name), origin_of(given, name)


def _input_rows(given: Explanation) -> Iterator[tuple[str, str, str, str]]:
    known = given.step.ask.inputs
    if known is None:
        for rank, name in enumerate(given.inputs, start=1):
            yield f"input {rank}", one_line(name), "", "known after build"
        return
    for rank, source in enumerate(known, start=1):
        by = "its content" if source.by == "content" else "its own key"
        yield f"input {rank}", one_line(source.name), f"by {by}", source.digest


def _why(step: Step, look: Look) -> list[str]:
    state, style = state_of(step), look.style
    if state == "unchanged":
        return [style.good("Up to date: a build leaves it as it is.")]
    about = f", about {rough_duration(step.seconds)}" if step.seconds else ""
    words = f"{SYMBOLS[state].meaning}; {price(step.cost)}{about}"
    lines = [f"{style.strong('A build would:')} {paint_of(state, style)(words)}, because"]
    if state == "edited":
        lines = [f"{style.strong('A build leaves it:')} {style.warning(SYMBOLS[state].meaning)}"]
    return [*lines, *(line for reason in step.reasons for line in _reason(reason, look))]


def _reason(reason: Reason, look: Look) -> Iterator[str]:
    yield f"  {why(reason, look.scope)}"
    changed = details(reason, max(NARROWEST, look.width - 6))
    if changed:
        style = look.style
        yield f"    {style.remove(f'- {changed[0]}')}"
        yield f"    {style.add(f'+ {changed[1]}')}"
