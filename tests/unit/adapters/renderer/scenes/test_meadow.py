from __future__ import annotations

from assetforge.adapters.renderer.scenes.meadow import meadow
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_meadow_fill_any_canvas() -> None:
    check_fills_any_canvas(meadow)


def test_grass_lies_below_the_flowers() -> None:
    picture = painted(meadow)

    assert band(picture, 0.93, 1.0) < band(picture, 0.0, 0.1) - 60
