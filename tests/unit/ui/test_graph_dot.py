from __future__ import annotations

from assetforge.ui.graph_dot import graph_dot
from tests.unit.ui.samples import asset, graph


def test_a_graph_is_drawn_with_its_states() -> None:
    given = graph(asset("logo", kind="source"), asset("hero", "logo", "logo"))

    assert (
        graph_dot(given, {"hero": "make"})
        == """\
digraph assets {
  rankdir=LR;
  node [shape=box, style="rounded,filled", fontname="sans-serif"];
  n0 [label="logo\\nsource", fillcolor="#f6f8fa", color="#8c959f"];
  n1 [label="hero\\nimage · to make", fillcolor="#fff4e0", color="#d08a1d"];
  n0 -> n1;
}
"""
    )


def test_quotes_and_backslashes_of_a_name_end_nothing() -> None:
    assert 'label="a\\"\\\\n&amp;lt;\\nimage"' in graph_dot(graph(asset('a"\\n&lt;')), {})
