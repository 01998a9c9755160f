from __future__ import annotations

from assetforge.adapters.renderer.scenes.swell import swell
from tests.unit.adapters.renderer.scenes.paint import band, check_fills_any_canvas, painted


def test_swell_fill_any_canvas() -> None:
    check_fills_any_canvas(swell)


def test_waves_grow_darker_towards_the_front() -> None:
    picture = painted(swell)

    levels = [band(picture, start, start + 0.15) for start in (0.35, 0.55, 0.8)]
    assert levels == sorted(levels, reverse=True)
