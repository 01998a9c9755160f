from __future__ import annotations

from itertools import pairwise

import pytest

from assetforge.ui.graph_layers import layers_of
from assetforge.ui.graph_place import BOX_GAP, BOX_HEIGHT, COLUMN_GAP, Placed, place


def placed(inputs: dict[str, list[str]]) -> Placed:
    layers = layers_of(list(inputs), inputs)
    return place(layers, [100.0] * len(layers.columns))


def test_a_chain_is_a_straight_line() -> None:
    given = placed({"a": [], "b": ["a"], "c": ["b"]})

    assert given.middles == pytest.approx([BOX_HEIGHT / 2] * 3)
    assert (given.width, given.height) == pytest.approx((300 + 2 * COLUMN_GAP, BOX_HEIGHT))


def test_boxes_of_a_column_never_touch() -> None:
    inputs = {"a": [], **{f"u{rank}": ["a"] for rank in range(9)}}

    middles = sorted(placed(inputs).middles[1:])

    assert min(b - a for a, b in pairwise(middles)) == pytest.approx(BOX_HEIGHT + BOX_GAP)


def test_an_input_stands_in_the_middle_of_its_users() -> None:
    given = placed({"a": [], "b": ["a"], "c": ["a"], "d": ["a"]})

    assert given.middles[0] == pytest.approx(sum(given.middles[1:]) / 3)


def test_columns_stand_side_by_side() -> None:
    given = placed({"a": [], "b": ["a"]})

    assert given.columns == ((0.0, 100.0), (100.0 + COLUMN_GAP, 100.0))
    assert given.ranks == (0, 1)
