"""Halftone: a grid of dots that swell where the light falls, as in old print."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def halftone(canvas: Canvas) -> None:
    """Paint a soft ground, a large disc and dots whose size follows two ripples."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.02), palette.tone(0.3)])
    x, y = canvas.width * chance.between(0.35, 0.65), canvas.height * chance.between(0.34, 0.46)
    canvas.disc(x, y, canvas.short * 0.3, palette.accent)
    step = canvas.short / 30
    angle = chance.between(0.2, 0.6)
    phase = chance.between(0, math.tau)
    reach = int(math.hypot(canvas.width, canvas.height) / step / 2) + 1
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            px = canvas.width / 2 + step * (column * math.cos(angle) - row * math.sin(angle))
            py = canvas.height / 2 + step * (column * math.sin(angle) + row * math.cos(angle))
            if -step < px < canvas.width + step and -step < py < canvas.height + step:
                _dot(canvas, (px, py, step), (x, y, phase))


def _dot(
    canvas: Canvas, place: tuple[float, float, float], light: tuple[float, float, float]
) -> None:
    px, py, step = place
    distance = math.hypot(px - light[0], py - light[1]) / canvas.short
    ripple = 0.5 + 0.5 * math.sin(distance * 9 + light[2])
    radius = step * (0.06 + 0.46 * ripple * min(1.0, 0.35 + distance))
    canvas.disc(px, py, radius, canvas.palette.tone(0.45 + 0.5 * min(1.0, distance)))
