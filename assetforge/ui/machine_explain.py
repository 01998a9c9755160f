"""The explanation of an asset as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.field_class import class_of
from assetforge.ui.machine import document
from assetforge.ui.machine_lock import entry_value, input_value
from assetforge.ui.machine_plan import step_value

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.ui.explain import Explanation, Where


def explain_document(given: Explanation) -> Table:
    """Write every part of an asset's key with its origin, and what the lock says."""
    ask = given.step.ask
    known = ask.inputs
    return document("explain", {
        **step_value(given.step),
        "declared": _where(given.declared),
        "place": ask.place or None,
        "request": {
            name: {
                "value": value, "class": class_of(ask.kind, name),
                "declared": _where(given.fields.get(name)),
            }
            for name, value in ask.request.items()
        },
        "inputs": list(given.inputs) if known is None else [source.name for source in known],
        "inputs_in_key": None if known is None else [input_value(source) for source in known],
        "locked": entry_value(given.entry) if given.entry else None,
    })  # fmt: skip


def _where(where: Where | None) -> Json:
    return None if where is None else {"file": where.file, "line": where.line}
