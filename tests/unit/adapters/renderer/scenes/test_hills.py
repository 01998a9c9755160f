from __future__ import annotations

from assetforge.adapters.renderer.scenes.hills import hills
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_hills_fill_any_canvas() -> None:
    check_fills_any_canvas(hills)


def test_the_nearest_hill_is_darker_than_the_sky() -> None:
    picture = painted(hills)

    assert band(picture, 0.9, 1.0) < band(picture, 0.3, 0.5) - 40
