"""Scenes painted small, for tests that look at what is where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.canvas import Canvas
from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import choose_palette
from tests.unit.adapters.renderer.samples import lightness, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

SIZES = ((160, 120), (90, 160), (16, 16), (300, 40))


def painted(
    scene: Callable[[Canvas], None], seed: str = "one", size: tuple[int, int] = (160, 120)
) -> Image.Image:
    """Paint a scene in the colours of a beach."""
    canvas = Canvas(*size, choose_palette("beach", Chance("colours")), Chance(seed))
    scene(canvas)
    return canvas.finished()


def check_fills_any_canvas(scene: Callable[[Canvas], None]) -> None:
    """Ask that a scene shows something on any canvas, the same each time, and varies by seed."""
    for size in SIZES:
        picture = painted(scene, size=size)

        assert picture.size == size
        assert spread(picture) > 25
    assert painted(scene).tobytes() == painted(scene).tobytes()
    assert len({painted(scene, str(seed)).tobytes() for seed in range(6)}) > 3


def band(picture: Image.Image, start: float, end: float) -> float:
    """Measure the brightness between two shares of the height."""
    box = (0, round(picture.height * start), picture.width, round(picture.height * end))
    return lightness(picture.crop(box))


def middle(picture: Image.Image) -> Image.Image:
    """Cut out the middle third."""
    width, height = picture.size
    return picture.crop((width // 3, height // 4, 2 * width // 3, 3 * height // 4))
