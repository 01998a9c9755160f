from __future__ import annotations

from assetforge.adapters.renderer.scenes.halftone import halftone
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, painted


def test_halftone_fill_any_canvas() -> None:
    check_fills_any_canvas(halftone)


def test_dots_grow_towards_the_rim() -> None:
    picture = painted(halftone, size=(320, 240))

    assert spread(picture.crop((0, 0, 60, 60))) > 60
