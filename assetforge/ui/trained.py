"""The trained models of a key's account, as people and programs read them.

letzai, trained models
  TAG          KIND    STATUS     SINCE
  @john_doe    person  available  2026-01-01T00:00:00Z
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line, shorten
from assetforge.ui.columns import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json
    from assetforge.providers.letzai.trained_models import TrainedModel
    from assetforge.ui.style import Style

HEADS = ("TAG", "KIND", "STATUS", "VERSION")


def show_trained(models: Sequence[TrainedModel], *, style: Style, width: int) -> str:
    """Write a line for each trained model that a key's account can name."""
    title = style.strong("letzai, trained models")
    if not models:
        return f"{title}\n  LetzAI shows none to this key.\n"
    head, *rows = table([HEADS, *map(_row, models)])
    lines = [style.muted(f"  {head}"), *(f"  {shorten(row, width - 2)}" for row in rows)]
    return "\n".join((title, *lines)) + "\n"


def trained_values(models: Sequence[TrainedModel]) -> Json:
    """Write the trained models for programs."""
    return [
        {
            "provider": "letzai", "tag": model.name, "id": model.id, "kind": model.subject or None,
            "status": model.status or None, "available": model.is_available,
            "edition": model.edition,
        }
        for model in models
    ]  # fmt: skip


def _row(model: TrainedModel) -> tuple[str, ...]:
    status = model.status if model.is_active else f"{model.status}, switched off"
    return (
        f"@{one_line(model.name)}", one_line(model.subject) or "-", one_line(status) or "-",
        one_line(model.edition or "-"),
    )  # fmt: skip
