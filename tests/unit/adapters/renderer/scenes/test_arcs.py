from __future__ import annotations

from assetforge.adapters.renderer.scenes.arcs import arcs
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_arcs_fill_any_canvas() -> None:
    check_fills_any_canvas(arcs)


def test_the_rainbows_rise_from_the_lower_half() -> None:
    picture = painted(arcs)

    assert band(picture, 0.7, 1.0) < band(picture, 0.0, 0.15)
