"""Tags and the trained models that they name, as people and programs read them.

Trained models, as their service tells now:
  hero   @anna      outdated: made with 2026-01-04, there is 2026-03-01
  beach  @oak_wood  as it was
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.quantity import counted
from assetforge.ui.scope import PROJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json, Table
    from assetforge.lock.model import TrainedRef
    from assetforge.report.tagged import Tagged
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style

MOST: Final = 40  # rows


def show_tagged(tagged: Sequence[Tagged], *, style: Style, scope: Scope = PROJECT) -> str:
    """Write what each tag names now, and how a result gets a newer version; empty without tags."""
    if not tagged:
        return "No prompt here names a trained model.\n"
    rows = table([(one_line(use.address), f"@{use.tag}", _words(use)) for use in tagged])
    lines = [
        (style.warning if use.flaw or use.is_outdated else style.muted)(f"  {row}")
        for use, row in zip(tagged[:MOST], rows, strict=False)
    ]
    if len(tagged) > MOST:
        lines.append(f"  … and {counted(len(tagged) - MOST, 'more tag')}")
    old = [use.address for use in tagged if use.is_outdated]
    if old:
        command = scope.command("build", "--replace", old[0])
        lines.append("  Nothing is remade unasked.")
        lines.append(f"  {command} makes it with the new version, and pays for it.")
    return "\n".join([style.strong("Trained models, as their service tells now:"), *lines]) + "\n"


def with_tagged(body: Table, tagged: Sequence[Tagged]) -> Table:
    """Add to a document what tags name now."""
    return {**body, "trained": [_value(use) for use in tagged]}


def _words(use: Tagged) -> str:
    if use.flaw:
        return one_line(use.flaw)
    if use.is_outdated:
        return f"outdated: made with {_edition(use.was)}, there is {_edition(use.now)}"
    if use.was is None:
        return f"there is {_edition(use.now)}"
    return f"as it was: {_edition(use.was)}"


def _edition(model: TrainedRef | None) -> str:
    if model is None:
        return "none"
    return one_line(model.edition or model.id)


def _value(use: Tagged) -> Json:
    return {
        "asset": use.address, "provider": use.provider, "tag": use.tag,
        "problem": use.flaw or None, "model": _model(use.now), "recorded": _model(use.was),
        "outdated": use.is_outdated,
    }  # fmt: skip


def _model(model: TrainedRef | None) -> Json:
    return None if model is None else {"id": model.id, "edition": model.edition}
