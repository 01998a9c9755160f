from __future__ import annotations

from assetforge.adapters.renderer.scenes.skyline import skyline
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_skyline_fill_any_canvas() -> None:
    check_fills_any_canvas(skyline)


def test_towers_are_dark_and_their_windows_lit() -> None:
    picture = painted(skyline, size=(320, 240))

    assert band(picture, 0.85, 1.0) < 110
    assert spread(picture.crop((0, 180, 320, 240))) > 60
