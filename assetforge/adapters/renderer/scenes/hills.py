"""Hills in the haze, one behind the other, under a low sun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed
from assetforge.adapters.renderer.scenes.ridge import ridge

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas, Point


def hills(canvas: Canvas) -> None:
    """Paint a sky, a sun and five layers of hills, the nearest the darkest."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.34), palette.tone(0.18), palette.tone(0.0)], bottom=0.75)
    x = canvas.width * chance.between(0.25, 0.75)
    y = canvas.height * chance.between(0.2, 0.42)
    canvas.glow(x, y, canvas.short * 0.55, (palette.sun, 0.75))
    canvas.disc(
        x, y, canvas.short * chance.between(0.07, 0.12), mixed(palette.sun, (255, 255, 255), 0.4)
    )
    layers = 5
    for layer in range(layers):
        near = layer / (layers - 1)
        outline = ridge(canvas, 0.5 + 0.4 * near, 0.10 - 0.03 * near, 0.8 + 0.5 * chance.unit())
        tones = [palette.tone(0.28 + 0.62 * near), palette.tone(0.12 + 0.68 * near)]
        canvas.shaded(outline, [tones[0], tones[0], tones[1]], across=False)
        if layer > layers // 2:
            _pines(canvas, outline, near)


def _pines(canvas: Canvas, outline: list[Point], near: float) -> None:
    """Set groups of pines on a ridge."""
    chance = canvas.chance
    tall = canvas.short * 0.055 * near
    fill = canvas.palette.tone(0.36 + 0.62 * near)
    for x, y in outline[:-2:2]:
        if chance.happens(0.38):
            height = tall * chance.between(0.5, 1.2)
            for tier in range(3):
                top = y - height * (1 - tier * 0.27)
                half = height * (0.13 + 0.06 * tier)
                canvas.shape(
                    [(x, top), (x + half, top + height * 0.5), (x - half, top + height * 0.5)], fill
                )
