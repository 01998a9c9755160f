from __future__ import annotations

from assetforge.ui.graph_layers import Layers, layers_of


def named(layers: Layers) -> list[list[str | None]]:
    return [[layers.names[point] for point in column] for column in layers.columns]


def test_columns_follow_the_longest_path() -> None:
    inputs = {"a": [], "b": ["a"], "c": ["b", "a"]}

    layers = layers_of(["a", "b", "c"], inputs)

    assert [column[0] for column in named(layers)] == ["a", "b", "c"]


def test_what_needs_nothing_stands_just_before_its_first_user() -> None:
    inputs = {"a": [], "logo": [], "b": ["a"], "c": ["b", "logo"]}

    columns = named(layers_of(list(inputs), inputs))

    assert list(map(set, columns)) == [{"a"}, {"b", "logo"}, {"c"}]


def test_an_edge_over_several_columns_bends_in_each() -> None:
    inputs = {"a": [], "b": ["a"], "c": ["b"], "d": ["c", "a"]}

    layers = layers_of(list(inputs), inputs)

    long = next(route for route in layers.routes if len(route) > 2)
    assert [layers.names[point] for point in long] == ["a", None, None, "d"]


def test_sweeps_untangle_crossed_edges() -> None:
    inputs = {"a": [], "b": [], "c": [], "x": ["c"], "y": ["b"], "z": ["a"]}

    first, second = named(layers_of(list(inputs), inputs))

    partner = {"a": "z", "b": "y", "c": "x"}
    assert [partner[str(name)] for name in first] == second


def test_naming_an_input_twice_draws_one_edge() -> None:
    assert len(layers_of(["a", "b"], {"a": [], "b": ["a", "a"]}).routes) == 1


def test_nothing_has_no_columns() -> None:
    assert layers_of([], {}).columns == ()
