"""A shore: sky, a sun on the sea with its path of light, foam and sand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed
from assetforge.adapters.renderer.scenes.ridge import ridge

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas

WHITE = (255, 255, 255)


def shore(canvas: Canvas) -> None:
    """Paint the sky, the sun half in the sea, its path of light, and the beach in front."""
    palette, chance = canvas.palette, canvas.chance
    horizon = chance.between(0.46, 0.54)
    x = canvas.width * chance.between(0.3, 0.7)
    canvas.gradient([palette.tone(0.38), palette.tone(0.14), palette.tone(0)], bottom=horizon)
    canvas.glow(x, canvas.height * horizon, canvas.short * 0.7, (palette.sun, 0.8))
    canvas.disc(x, canvas.height * horizon, canvas.short * 0.13, mixed(palette.sun, WHITE, 0.35))
    sea = [palette.tone(0.46), palette.tone(0.62), palette.tone(0.8)]
    canvas.gradient(sea, top=horizon)
    _clouds(canvas, horizon)
    _glints(canvas, x, horizon)
    for lift, tone in ((0.0, mixed(palette.light, WHITE, 0.6)), (0.022, palette.tone(0.12))):
        state = ridge(canvas, 0.86 + lift, 0.028, 0.9)
        canvas.shape(state, tone)


def _clouds(canvas: Canvas, horizon: float) -> None:
    chance = canvas.chance
    fill = (*mixed(canvas.palette.light, WHITE, 0.5), 120)
    for _ in range(5):
        width = canvas.width * chance.between(0.12, 0.32)
        thick = canvas.short * chance.between(0.012, 0.022)
        x = canvas.width * chance.between(-0.05, 0.9)
        y = canvas.height * horizon * chance.between(0.2, 0.78)
        canvas.draw.rounded_rectangle((x, y, x + width, y + thick), thick / 2, fill=fill)
        canvas.draw.rounded_rectangle(
            (x + width * 0.2, y - thick, x + width * 0.7, y + thick * 0.2), thick / 2, fill=fill
        )


def _glints(canvas: Canvas, x: float, horizon: float) -> None:
    chance = canvas.chance
    rows = 26
    for row in range(rows):
        depth = row / rows
        y = canvas.height * (horizon + 0.012 + 0.36 * depth**1.2)
        half = canvas.short * (0.13 - 0.06 * depth) * chance.between(0.25, 1)
        thick = canvas.short * (0.003 + 0.006 * depth)
        shift = canvas.short * 0.05 * chance.between(-1, 1) * (0.3 + depth)
        box = (x + shift - half, y, x + shift + half, y + thick)
        canvas.draw.rounded_rectangle(
            box, thick / 2, fill=(*mixed(canvas.palette.sun, WHITE, 0.3), 210)
        )
