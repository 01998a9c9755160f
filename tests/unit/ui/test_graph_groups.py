from __future__ import annotations

from assetforge.ui.graph_groups import GAP, groups_of, pack
from tests.unit.ui.samples import asset, graph


def test_what_belongs_together_is_one_group_and_lone_assets_come_last() -> None:
    given = graph(asset("lone"), asset("a"), asset("b"), asset("c", "a"), asset("d", "b"))

    assert groups_of(given) == [["a", "c"], ["b", "d"], ["lone"]]


def test_rectangles_stand_in_rows_without_touching() -> None:
    places, width, height = pack([(400, 50)] * 4, 4)

    assert places == [(0, 0), (0, 50 + GAP), (0, 2 * (50 + GAP)), (0, 3 * (50 + GAP))]
    assert (width, height) == (400, 4 * 50 + 3 * GAP)


def test_lone_assets_begin_a_row_of_their_own() -> None:
    places, _, _ = pack([(100, 50), (100, 50), (100, 50)], 1)

    assert places == [(0, 0), (0, 50 + GAP), (100 + GAP, 50 + GAP)]


def test_an_empty_sheet_has_no_size() -> None:
    assert pack([], 0) == ([], 0.0, 0.0)
