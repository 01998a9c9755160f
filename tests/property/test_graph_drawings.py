"""The laws of drawings: whatever assets are called, each format stays what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from assetforge.ui.graph_dot import graph_dot
from assetforge.ui.graph_look import LOOKS, label
from assetforge.ui.graph_mermaid import graph_mermaid
from assetforge.ui.graph_svg import graph_svg
from tests.unit.ui.samples import HOSTILE, asset, graph

if TYPE_CHECKING:
    from assetforge.graph.model import Graph
    from assetforge.plan.model import Action

SVG = "{http://www.w3.org/2000/svg}"
names = st.text(st.characters(exclude_categories=()), max_size=80) | st.sampled_from(
    (HOSTILE, "]]>", "<!--", "end", "%%{init}", "\ud800", "\ufffe", '\\"', "&#0;")
)
DOT_NODE = re.compile(r'  n\d+ \[label="(?:[^"\\\n]|\\["\\n])*", fillcolor="#\w+", color="#\w+"\];')
DOT_EDGE = re.compile(r"  n\d+ -> n\d+;")
MERMAID_NODE = re.compile(r'  n\d+\("(?:[\w ._@·,-]|#\d+;|<br/>)*"\)(?::::\w+)?')
MERMAID_EDGE = re.compile(r"  n\d+ --> n\d+")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw graphs whose assets name any of those before them as inputs."""
    addresses = draw(st.lists(names, unique=True, max_size=12))
    assets = [
        asset(address, *draw(st.lists(st.sampled_from(addresses[:rank]), max_size=3)))
        if rank
        else asset(address)
        for rank, address in enumerate(addresses)
    ]
    return graph(*assets)


states: st.SearchStrategy[Action | None] = st.sampled_from([None, *LOOKS])


@given(graphs(), st.data())
def test_svg_is_well_formed_and_shows_every_name(drawn: Graph, data: st.DataObject) -> None:
    chosen: dict[str, Action] = {}
    for name in drawn.order:
        state = data.draw(states)
        if state:
            chosen[name] = state

    svg = graph_svg(drawn, chosen)

    titles = [str(node.text) for node in ET.fromstring(svg).iter(f"{SVG}title")]  # noqa: S314 - our own text
    assert sorted(title.rpartition(": ")[0] for title in titles) == sorted(map(label, drawn.order))


@given(graphs())
def test_dot_holds_nothing_but_boxes_and_edges(drawn: Graph) -> None:
    lines = graph_dot(drawn, dict.fromkeys(drawn.order, "make")).splitlines()

    assert lines[0] == "digraph assets {"
    assert lines[-1] == "}"
    for line in lines[3:-1]:
        assert DOT_NODE.fullmatch(line) or DOT_EDGE.fullmatch(line)


@given(graphs())
def test_mermaid_holds_nothing_but_boxes_and_edges(drawn: Graph) -> None:
    lines = graph_mermaid(drawn, dict.fromkeys(drawn.order, "keep")).splitlines()

    assert lines[0] == "flowchart LR"
    for line in lines[1:]:
        is_ours = MERMAID_NODE.fullmatch(line) or MERMAID_EDGE.fullmatch(line)
        assert is_ours or line.startswith("  classDef keep ")
