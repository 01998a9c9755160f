from __future__ import annotations

from assetforge.adapters.renderer.scenes.emblem import emblem
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, middle, painted


def test_emblem_fill_any_canvas() -> None:
    check_fills_any_canvas(emblem)


def test_the_mark_is_in_the_middle_of_calm_ground() -> None:
    picture = painted(emblem)

    assert spread(middle(picture)) > 90
    assert spread(picture.crop((0, 0, 20, 120))) < 60
