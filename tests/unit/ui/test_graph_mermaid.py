from __future__ import annotations

from assetforge.ui.graph_mermaid import MOST_CHARACTERS, MOST_EDGES, graph_mermaid
from tests.unit.ui.samples import asset, graph


def test_a_graph_is_drawn_with_its_states() -> None:
    given = graph(asset("logo", kind="source"), asset("hero@de", "logo", "logo"))

    assert (
        graph_mermaid(given, {"hero@de": "make"})
        == """\
flowchart LR
  n0("logo<br/>source")
  n1("hero@de<br/>image · to make"):::make
  n0 --> n1
  classDef make fill:#fff4e0,stroke:#d08a1d,color:#1f2328
"""
    )


def test_every_sign_that_could_mean_something_is_a_code() -> None:
    drawn = graph_mermaid(graph(asset('x"];click`#<b>')), {})

    assert '("x#34;#93;#59;click#96;#35;#60;b#62;<br/>image")' in drawn


def test_a_graph_beyond_the_limits_shows_one_box_for_all_cells() -> None:
    cells = [f"banner@{rank}" for rank in range(400)]
    given = graph(
        asset("logo", kind="source"), *(asset(cell, "logo") for cell in cells),
        *(asset(f"night@{cell[7:]}", cell, kind="edit") for cell in cells),
    )  # fmt: skip

    drawn = graph_mermaid(given, {**dict.fromkeys(cells, "keep"), "night@1": "make"})

    assert 'n1("banner<br/>image · 400 cells · up to date"):::keep' in drawn
    assert 'n2("night<br/>edit · 400 cells · to make")\n' in drawn
    assert drawn.count("-->") == 2


def test_what_does_not_fit_even_so_is_counted() -> None:
    given = graph(asset("logo", kind="source"), *(asset(f"a{i}", "logo") for i in range(5000)))

    drawn = graph_mermaid(given, {})

    shown = drawn.count("<br/>")
    assert f'more("and {5001 - shown} more")' in drawn
    assert drawn.count("-->") == shown - 1 <= MOST_EDGES
    assert len(drawn) <= MOST_CHARACTERS
