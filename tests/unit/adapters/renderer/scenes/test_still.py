from __future__ import annotations

from assetforge.adapters.renderer.scenes.still import still
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, middle, painted


def test_still_fill_any_canvas() -> None:
    check_fills_any_canvas(still)


def test_the_thing_stands_out_from_the_wall() -> None:
    picture = painted(still)

    assert spread(middle(picture)) > 100
