"""A graph as a Mermaid flowchart, as GitHub and GitLab draw it inside Markdown.

Mermaid refuses a text over 50,000 characters and more than 500 edges (its defaults for maxTextSize
and maxEdges, which a diagram may not change; mermaid.js.org, configuration schema, 2026). A graph
beyond that is drawn with one box for all cells of an asset, and if that is still too much, without
the last boxes, which are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.ui.graph_look import LOOKS, label, look_of, subtitle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.graph.model import Graph
    from assetforge.manifest.model import Asset
    from assetforge.ui.graph_look import States

MOST_CHARACTERS: Final = 48_000
MOST_EDGES: Final = 480
MOST_BOXES: Final = 300  # beyond, nobody reads it, and browsers take long to lay it out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    text: str
    look: str  # a class name, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    boxes: Mapping[str, _Box]
    edges: tuple[tuple[str, str], ...]
    hidden: int = 0

    @property
    def fits(self) -> bool:
        length = sum(len(box.text) + 30 for box in self.boxes.values()) + 20 * len(self.edges)
        is_small = len(self.boxes) <= MOST_BOXES and len(self.edges) <= MOST_EDGES
        return is_small and length <= MOST_CHARACTERS


def graph_mermaid(graph: Graph, states: States) -> str:
    """Draw a graph as a flowchart, coloured by what a build would do."""
    chart = _whole(graph, states)
    if not chart.fits:
        chart = _by_name(graph, states)
    return "\n".join(_lines(_cut(chart))) + "\n"


def _whole(graph: Graph, states: States) -> _Chart:
    boxes = {
        asset.address: _Box(
            text=f"{_text(label(asset.address))}<br/>{_text(subtitle(asset, states))}",
            look=states.get(asset.address, ""),
        )
        for asset in graph
    }
    edges = {(source, asset.address): None for asset in graph for source in asset.inputs}
    return _Chart(boxes=boxes, edges=tuple(edges))


def _by_name(graph: Graph, states: States) -> _Chart:
    cells: dict[str, list[Asset]] = {}
    for asset in graph:
        cells.setdefault(asset.name, []).append(asset)
    edges = {
        (graph.assets[source].name, asset.name): None for asset in graph for source in asset.inputs
    }
    return _Chart(
        boxes={name: _shared_box(assets, states) for name, assets in cells.items()},
        edges=tuple(edges),
    )


def _shared_box(cells: list[Asset], states: States) -> _Box:
    looks = {states.get(asset.address, "") for asset in cells}
    words = dict.fromkeys(look_of(asset, states).word for asset in cells)
    told = ", ".join(word for word in words if word)
    name, kind = _text(label(cells[0].name)), cells[0].kind
    count = f" · {len(cells)} cells" if len(cells) > 1 else ""
    return _Box(
        text=f"{name}<br/>{kind}{count}{f' · {told}' if told else ''}",
        look=looks.pop() if len(looks) == 1 else "",
    )


def _cut(chart: _Chart) -> _Chart:
    """Leave out boxes from the end until the limits hold; what is left out is counted."""
    while not chart.fits:
        keep = max(1, len(chart.boxes) * 9 // 10)
        kept = dict(list(chart.boxes.items())[:keep])
        edges = tuple(edge for edge in chart.edges if edge[0] in kept and edge[1] in kept)
        hidden = chart.hidden + len(chart.boxes) - len(kept)
        chart = _Chart(boxes=kept, edges=edges, hidden=hidden)
    return chart


def _lines(chart: _Chart) -> Iterator[str]:
    yield "flowchart LR"
    ids = {name: f"n{rank}" for rank, name in enumerate(chart.boxes)}
    for name, box in chart.boxes.items():
        yield f'  {ids[name]}("{box.text}"){f":::{box.look}" if box.look else ""}'
    for source, user in chart.edges:
        yield f"  {ids[source]} --> {ids[user]}"
    if chart.hidden:
        yield f'  more("and {chart.hidden} more")'
    used = {box.look for box in chart.boxes.values()}
    for state, look in LOOKS.items():
        if state in used:
            yield f"  classDef {state} fill:{look.fill},stroke:{look.line},color:#1f2328"


def _text(text: str) -> str:
    """Write every character that Mermaid or its HTML could read as its own as an entity code."""
    return "".join(c if c.isalnum() or c in " ._-@·," else f"#{ord(c)};" for c in text)
