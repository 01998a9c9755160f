from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.graph.build import CycleError
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.graph.model import Graph


def circle(length: int) -> Workplace:
    workplace = Workplace()
    for number in range(length):
        workplace.add(f"a{number:02}", f"a{(number + 1) % length:02}")
    return workplace


def build(workplace: Workplace) -> Graph:
    return workplace.graph


def test_assets_stand_as_written_where_inputs_leave_it_open() -> None:
    workplace = Workplace()
    for name, *inputs in (("film", "beach"), ("beach", "hero"), ("hero",), ("icon",)):
        workplace.add(name, *inputs)

    graph = workplace.graph

    assert graph.order == ("hero", "icon", "beach", "film")
    assert graph.users == {"film": (), "beach": ("film",), "hero": ("beach",), "icon": ()}


def test_an_input_named_twice_has_one_user() -> None:
    workplace = Workplace()
    workplace.add("a")
    workplace.add("film", "a", "a")

    assert workplace.graph.users["a"] == ("film",)


def test_a_circle_is_named_in_order_from_its_first_name() -> None:
    with pytest.raises(CycleError) as caught:
        build(circle(3))

    assert caught.value.problem.detail.startswith("a00 → a02 → a01 → a00: ")
    assert caught.value.problem.path == ("edit", "a00", "from")


def test_an_asset_made_from_itself_is_a_circle() -> None:
    with pytest.raises(CycleError, match="a00 → a00: "):
        build(circle(1))


def test_what_only_hangs_on_a_circle_is_not_named() -> None:
    workplace = circle(2)
    workplace.add("film", "a00")

    with pytest.raises(CycleError) as caught:
        build(workplace)

    assert "film" not in caught.value.problem.detail


def test_of_a_long_circle_both_ends_are_named() -> None:
    with pytest.raises(CycleError, match=r"a00 → a39 → .* → … 24 more … → .* → a01 → a00: "):
        build(circle(40))
