"""Rays: a rising sun as on old travel posters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed
from assetforge.adapters.renderer.scenes.ridge import ridge

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def rays(canvas: Canvas) -> None:
    """Paint rays out of a sun that stands on dunes."""
    palette, chance = canvas.palette, canvas.chance
    x = canvas.width * chance.between(0.32, 0.68)
    y = canvas.height * chance.between(0.56, 0.64)
    canvas.gradient([palette.tone(0.36), palette.tone(0.16), palette.tone(0.06)])
    count, reach = chance.pick((18, 22, 26)), canvas.width + canvas.height
    for ray in range(count):
        angle = math.tau * ray / count
        width = math.tau / count / 4
        canvas.shape(
            [(x, y), *((x + reach * math.cos(angle + side), y + reach * math.sin(angle + side))
                       for side in (-width, width))],
            (*mixed(palette.light, (255, 255, 255), 0.3), 92),
        )  # fmt: skip
    canvas.glow(x, y, canvas.short * 0.5, (palette.sun, 0.7))
    for share, tone in ((0.22, palette.tone(0.5)), (0.2, palette.sun)):
        canvas.disc(x, y, canvas.short * share, tone)
    for layer in range(4):
        near = layer / 3
        canvas.shape(ridge(canvas, 0.66 + 0.24 * near, 0.04, 0.7), palette.tone(0.5 + 0.45 * near))
