from __future__ import annotations

from assetforge.adapters.renderer.scenes.bust import bust
from tests.unit.adapters.renderer.samples import spread
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, middle, painted


def test_bust_fill_any_canvas() -> None:
    check_fills_any_canvas(bust)


def test_one_person_is_in_the_middle() -> None:
    picture = painted(bust)

    assert spread(middle(picture)) > 80
    assert spread(picture.crop((0, 0, 20, 40))) < 40
