from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from assetforge.adapters.renderer.enlargement import draw_enlargement
from assetforge.providers.drawing import Enlargement
from tests.unit.adapters.renderer.samples import at, saved, spread

if TYPE_CHECKING:
    from pathlib import Path


def edge(folder: Path) -> str:
    picture = Image.new("RGB", (40, 40), (80, 80, 80))
    picture.paste((170, 170, 170), (20, 0, 40, 40))
    return saved(folder, "in", picture)


def test_an_enlargement_has_its_size_and_shows_the_same(tmp_path: Path) -> None:
    drawn = draw_enlargement(Enlargement(width=160, height=160, sharpening=0), [edge(tmp_path)])

    assert drawn.size == (160, 160)
    assert at(drawn, 10, 10) == (80, 80, 80)
    assert at(drawn, 150, 10) == (170, 170, 170)


def test_sharpening_raises_the_edges(tmp_path: Path) -> None:
    path = edge(tmp_path)

    soft = draw_enlargement(Enlargement(width=160, height=160, sharpening=0), [path])
    sharp = draw_enlargement(Enlargement(width=160, height=160, sharpening=120), [path])

    assert spread(sharp) > spread(soft) + 10
