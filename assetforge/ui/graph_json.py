"""A graph as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.machine import document

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.graph.model import Graph
    from assetforge.ui.graph_look import States


def graph_document(graph: Graph, states: States) -> Table:
    """Write every asset with its inputs in role order, inputs first; `action` may be null."""
    return document("graph", {
        "assets": [
            {
                "address": asset.address, "name": asset.name, "kind": asset.kind,
                "inputs": list(asset.inputs), "action": states.get(asset.address),
            }
            for asset in graph
        ],
    })  # fmt: skip
