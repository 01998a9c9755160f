from __future__ import annotations

from assetforge.adapters.renderer.scenes.orbs import orbs
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, middle, painted


def test_orbs_fill_any_canvas() -> None:
    check_fills_any_canvas(orbs)


def test_the_spheres_stand_out_in_the_middle() -> None:
    picture = painted(orbs)

    assert spread(middle(picture)) > 100
