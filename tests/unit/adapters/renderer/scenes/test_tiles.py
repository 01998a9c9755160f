from __future__ import annotations

from assetforge.adapters.renderer.scenes.tiles import tiles
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, painted


def test_tiles_fill_any_canvas() -> None:
    check_fills_any_canvas(tiles)


def test_tiles_use_many_flat_colours() -> None:
    colours = painted(tiles).getcolors(100_000)

    assert colours is not None
    assert sum(count > 150 for count, _ in colours) >= 5
