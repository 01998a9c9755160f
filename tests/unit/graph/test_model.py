from __future__ import annotations

from tests.unit.ui.samples import campaign


def test_a_graph_is_walked_inputs_first() -> None:
    graph = campaign()

    assert [asset.address for asset in graph][:3] == ["logo", "hero", "hero-beach"]
    assert graph.inputs("hero-beach") == ("hero", "logo")


def test_a_part_keeps_its_order_and_forgets_the_rest() -> None:
    part = campaign().limited_to(frozenset({"hero", "logo", "hero-beach"}))

    assert part.order == ("logo", "hero", "hero-beach")
    assert set(part.assets) == set(part.order)
    assert part.users["hero-beach"] == ()
    assert part.users["hero"] == ("hero-beach",)
