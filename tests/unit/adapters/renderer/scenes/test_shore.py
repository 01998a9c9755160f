from __future__ import annotations

from assetforge.adapters.renderer.scenes.shore import shore
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_shore_fill_any_canvas() -> None:
    check_fills_any_canvas(shore)


def test_the_sea_is_darker_than_the_sky_and_the_sand() -> None:
    picture = painted(shore)

    sea = band(picture, 0.6, 0.75)
    assert sea < band(picture, 0.3, 0.4)
    assert sea < band(picture, 0.95, 1.0)
