from __future__ import annotations

from xml.etree import ElementTree as ET

from assetforge.ui.graph_svg import graph_svg
from tests.unit.ui.samples import HOSTILE, asset, campaign, graph

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - we drew it


def texts(root: ET.Element) -> list[str]:
    return [str(node.text) for node in root.iter(f"{SVG}text")]


def test_every_asset_has_a_box_with_its_name_and_state() -> None:
    root = parsed(graph_svg(campaign(), {"hero": "make", "hero-4k": "keep"}))

    assert texts(root)[:2] == ["logo", "source"]
    for name, words in (("hero", "image · to make"), ("hero-4k", "upscale · up to date")):
        place = texts(root).index(name)
        assert texts(root)[place + 1] == words
    assert len([node for node in root.iter(f"{SVG}path") if node.get("class") == "edge"]) == 5


def test_the_legend_counts_the_states_that_occur() -> None:
    root = parsed(graph_svg(campaign(), {"hero": "make", "hero-4k": "keep"}))

    assert texts(root)[-3:] == ["1 up to date", "1 to make", "6 sources"]


def test_boxes_stay_on_the_sheet_and_apart() -> None:
    given = graph(asset("a"), *(asset(f"u{rank}", "a") for rank in range(20)))

    root = parsed(graph_svg(given, {}))

    height = float(root.get("height", 0))
    group = next(node for node in root.iter(f"{SVG}g"))
    tops = sorted(
        float(node.get("transform", "").split()[1].rstrip(")")) for node in group.iter(f"{SVG}g")
        if node.get("class")
    )  # fmt: skip
    assert tops[0] >= 0
    assert tops[-1] + 46 < height


def test_a_long_name_is_cut_in_its_box_and_whole_in_its_tooltip() -> None:
    name = "a-very-long-name-that-does-not-fit-any-box@de-16x9"

    root = parsed(graph_svg(graph(asset(name)), {}))

    assert texts(root)[0] == f"{name[:33]}…"
    assert next(root.iter(f"{SVG}title")).text == f"{name}: image"


def test_a_hostile_name_is_only_text() -> None:
    root = parsed(graph_svg(graph(asset(f"<script>{HOSTILE}")), {}))

    assert [node.tag for node in root.iter() if "script" in node.tag] == []
    assert texts(root)[0].startswith("<script>")


def test_an_empty_graph_is_an_empty_sheet() -> None:
    assert texts(parsed(graph_svg(graph(), {}))) == []
