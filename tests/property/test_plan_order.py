"""Our order, circles, selections and chains, compared with what networkx says of the same graph."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.graph.build import CycleError
from assetforge.graph.select import Selection, longest_chain, select
from tests.fakes.workplace import Workplace

edge_lists = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


def project(edges: list[tuple[int, int]]) -> tuple[Workplace, nx.DiGraph[str]]:
    """Make the same graph twice: as a project, and for nx."""
    workplace = Workplace()
    graph: nx.DiGraph[str] = nx.DiGraph()
    for number in range(12):
        inputs = [f"a{source}" for source, user in edges if user == number]
        workplace.add(f"a{number}", *inputs)
        graph.add_node(f"a{number}")
    graph.add_edges_from((f"a{source}", f"a{user}") for source, user in edges)
    return workplace, graph


def forward(edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(min(edge), max(edge)) for edge in edges if edge[0] != edge[1]]


@given(edge_lists)
def test_there_is_an_order_or_a_circle_that_is_really_there(edges: list[tuple[int, int]]) -> None:
    workplace, graph = project(edges)

    if nx.is_directed_acyclic_graph(graph):
        order = workplace.graph.order
        assert sorted(order) == sorted(graph)
        assert all(order.index(source) < order.index(user) for source, user in graph.edges)
    else:
        with pytest.raises(CycleError) as caught:
            _ = workplace.graph
        names = caught.value.problem.detail.partition(":")[0].split(" → ")
        assert names[0] == names[-1] == min(names)
        assert all(graph.has_edge(*pair) for pair in pairwise(names))


@given(edge_lists, st.integers(0, 11), st.integers(0, 11))
def test_a_selection_is_what_is_above_the_target_without_what_is_below_the_excluded(
    edges: list[tuple[int, int]], target: int, excluded: int
) -> None:
    workplace, graph = project(forward(edges))
    wanted, out = f"a{target}", f"a{excluded}"

    chosen = select(workplace.graph, Selection(targets=(wanted,), excludes=(out,)))

    above = {name for name in graph if nx.has_path(graph, name, wanted)}
    below = {name for name in graph if nx.has_path(graph, out, name)}
    assert set(chosen.order) == above - below


@given(edge_lists, st.lists(st.integers(1, 9), min_size=12, max_size=12))
def test_the_longest_chain_is_as_long_as_can_be(
    edges: list[tuple[int, int]], times: list[int]
) -> None:
    workplace, graph = project(forward(edges))
    seconds = {f"a{number}": float(time) for number, time in enumerate(times)}

    chain = longest_chain(workplace.graph, seconds)

    paths: nx.DiGraph[str] = (
        nx.DiGraph()
    )  # with a door before and behind, so that edges weigh it all
    for name, time in seconds.items():
        paths.add_edge("start", name, weight=time)
        paths.add_edge(name, "end", weight=0)
    for source, user in graph.edges:
        paths.add_edge(source, user, weight=seconds[user])
    assert chain.seconds == nx.dag_longest_path_length(paths)
    assert chain.seconds == sum(seconds[name] for name in chain.addresses)
    assert nx.is_path(graph, list(chain.addresses))
