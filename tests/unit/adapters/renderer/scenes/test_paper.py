from __future__ import annotations

from assetforge.adapters.renderer.scenes.paper import paper
from tests.unit.adapters.renderer.samples import lightness
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas, middle, painted


def test_paper_fill_any_canvas() -> None:
    check_fills_any_canvas(paper)


def test_sheets_leave_the_middle_light() -> None:
    picture = painted(paper)

    assert lightness(middle(picture)) > lightness(picture)
