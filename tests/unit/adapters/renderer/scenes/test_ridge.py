from __future__ import annotations

import pytest

from assetforge.adapters.renderer.canvas import Canvas
from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import choose_palette
from assetforge.adapters.renderer.scenes.ridge import ridge


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_a_ridge_spans_the_canvas_and_swings_around_its_level(seed: str) -> None:
    canvas = Canvas(160, 120, choose_palette("", Chance("a")), Chance(seed))

    outline = ridge(canvas, 0.5, 0.1, 1.0)
    edge = outline[:-2]

    assert edge[0][0] == 0
    assert edge[-1][0] >= canvas.width
    assert all(0.3 < y / canvas.height < 0.7 for _, y in edge)
    assert outline[-2:] == [(canvas.width, canvas.height), (0, canvas.height)]
