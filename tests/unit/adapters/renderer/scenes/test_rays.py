from __future__ import annotations

from assetforge.adapters.renderer.scenes.rays import rays
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_rays_fill_any_canvas() -> None:
    check_fills_any_canvas(rays)


def test_the_ground_is_darker_than_the_sky() -> None:
    picture = painted(rays)

    assert band(picture, 0.92, 1.0) < band(picture, 0.1, 0.5) - 30
