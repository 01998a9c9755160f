"""A checkup, and what the first day settled, as people and programs read them.

letzai
  good  origin          https://api.letz.ai
  note  LETZAI_API_KEY  not set: nothing can be bought from letzai without it

/images: is our token taken and shown?
  taken; answer: yes, record: yes, list: yes
  A lost order is found by its token.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.machine import credits_table, credits_value, document, number
from assetforge.ui.quantity import price

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.core.values import Json, Table
    from assetforge.plan.model import Plan
    from assetforge.report.checkup import Finding
    from assetforge.report.first_day import Settled
    from assetforge.report.witness import Tried
    from assetforge.ui.style import Style

OPEN: Final = "stays open"


def show_checkup(findings: Sequence[Finding], *, style: Style) -> str:
    """Write what was looked at, by topic, and what to do where it is not good."""
    topics = list(dict.fromkeys(found.topic for found in findings))
    ordered = sorted(findings, key=lambda found: topics.index(found.topic))
    blocks: list[str] = []
    for topic, group in groupby(ordered, key=lambda found: found.topic):
        own = list(group)
        rows = table([(one_line(each.name), one_line(each.told)) for each in own])
        lines = [
            line for row, each in zip(rows, own, strict=True) for line in _row(row, each, style)
        ]
        blocks.append("\n".join([style.strong(topic), *lines]))
    return "\n\n".join(blocks) + "\n"


def show_trials(plan: Plan, *, style: Style) -> str:
    """Write what a live check would order, and what that costs at most."""
    rows = table([
        (one_line(step.address), step.ask.kind, one_line(step.ask.model or "-"), price(step.cost))
        for step in plan.steps
    ])  # fmt: skip
    totals = ", ".join(f"{name} {cost}" for name, cost in plan.costs().items())
    title = style.strong("A live check orders:")
    return "\n".join([title, *(f"  {row}" for row in rows), f"Credits: {totals}."]) + "\n"


def show_first_day(settled: Sequence[Settled], tried: Sequence[Tried], *, style: Style) -> str:
    """Write each question with its answer and what follows, and how the orders ended."""
    blocks = [
        "\n".join(_answered(each, style)) for each in sorted(settled, key=lambda each: each.is_open)
    ]
    orders = [style.strong("Ordered:"), *(f"  {row}" for row in _orders(tried))]
    return "\n\n".join([*blocks, "\n".join(orders)]) + "\n"


def checkup_document(findings: Sequence[Finding]) -> Table:
    """Write a checkup for programs."""
    return document("doctor", {"findings": [
        {
            "topic": each.topic, "name": each.name, "told": each.told, "standing": each.standing,
            "hint": each.hint or None,
        }
        for each in findings
    ]})  # fmt: skip


def first_day_document(plan: Plan, settled: Sequence[Settled], tried: Sequence[Tried]) -> Table:
    """Write what the first day settled for programs."""
    return document("doctor", {
        "credits": credits_table(plan.costs()),
        "settled": [
            {
                "provider": each.provider, "question": each.question, "answer": each.answer,
                "follows": each.follows or None, "open": each.is_open,
            }
            for each in settled
        ],
        "orders": [_tried(each) for each in tried],
    })  # fmt: skip


def _row(row: str, found: Finding, style: Style) -> Iterator[str]:
    paint = {"good": style.good, "note": style.warning, "bad": style.error}[found.standing]
    yield f"  {paint(found.standing.ljust(4))}  {row}"
    if found.hint:
        yield f"        {style.hint('hint:')} {one_line(found.hint)}"


def _answered(settled: Settled, style: Style) -> Iterator[str]:
    mark = f" ({OPEN})" if settled.is_open else ""
    yield f"{style.strong(f'{settled.provider} {settled.question}')}{mark}"
    yield f"  {one_line(settled.answer)}"
    if settled.follows:
        yield f"  {style.hint(one_line(settled.follows))}"


def _orders(tried: Sequence[Tried]) -> list[str]:
    return table([
        (each.trial.name, each.trial.provider, f"{each.trial.cost} estimated", _ending(each))
        for each in tried
    ])  # fmt: skip


def _ending(tried: Tried) -> str:
    if tried.failure:
        return one_line(tried.failure)
    return "done" if tried.charged is None else f"done, {plain(tried.charged)} charged"


def _tried(tried: Tried) -> Json:
    trial = tried.trial
    return {
        "name": trial.name, "provider": trial.provider, "kind": trial.kind, "model": trial.model,
        "estimated": credits_value(trial.cost), "failure": tried.failure or None,
        "charged": None if tried.charged is None else number(tried.charged),
        "stopped_on_purpose": trial.is_stopped,
    }  # fmt: skip
