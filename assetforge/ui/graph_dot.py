"""A graph in the DOT language of Graphviz (its grammar: graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.graph_look import label, look_of, subtitle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.graph.model import Graph
    from assetforge.manifest.model import Asset
    from assetforge.ui.graph_look import States


def graph_dot(graph: Graph, states: States) -> str:
    """Draw a graph for `dot`, coloured by what a build would do."""
    return "\n".join(("digraph assets {", *_body(graph, states), "}")) + "\n"


def _body(graph: Graph, states: States) -> Iterator[str]:
    yield "  rankdir=LR;"
    yield '  node [shape=box, style="rounded,filled", fontname="sans-serif"];'
    ids = {address: f"n{rank}" for rank, address in enumerate(graph.order)}
    for asset in graph:
        yield f"  {ids[asset.address]} [{_attributes(asset, states)}];"
    for asset in graph:
        for source in dict.fromkeys(asset.inputs):
            yield f"  {ids[source]} -> {ids[asset.address]};"


def _attributes(asset: Asset, states: States) -> str:
    look = look_of(asset, states)
    # In a quoted text `\\n` begins a new line, so the two lines are joined after quoting.
    text = rf"{_quoted(label(asset.address))}\n{_quoted(subtitle(asset, states))}"
    return f'label="{text}", fillcolor="{look.fill}", color="{look.line}"'


def _quoted(text: str) -> str:
    """Escape for a quoted text; Graphviz reads HTML entities there too."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
