"""Orbs: glassy spheres that float in soft light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas

WHITE = (255, 255, 255)


def orbs(canvas: Canvas) -> None:
    """Paint a mesh of soft colours and a handful of spheres, lit from the upper left."""
    palette, chance = canvas.palette, canvas.chance
    rows = [[palette.tone(chance.between(0.0, 0.62)) for _ in range(4)] for _ in range(3)]
    canvas.mesh(rows)
    spheres = [0.30, 0.19, 0.13, 0.09, 0.06, 0.045, 0.03]
    start = chance.between(0, math.tau)
    for index, size in enumerate(spheres):
        angle = start + index * 2.4
        reach = 0.08 + 0.36 * (index / len(spheres)) ** 0.6
        x = canvas.width * (0.5 + reach * math.cos(angle))
        y = canvas.height * (0.44 + reach * 0.8 * math.sin(angle))
        _sphere(canvas, (x, y, canvas.short * size), index)


def _sphere(canvas: Canvas, place: tuple[float, float, float], index: int) -> None:
    x, y, radius = place
    palette = canvas.palette
    base = palette.accent if index % 3 == 1 else palette.tone(0.3 + 0.11 * index)
    canvas.glow(x + radius * 0.25, y + radius * 0.45, radius * 1.7, (palette.ink, 0.5))
    outline = [
        (x + radius * math.cos(math.tau * step / 120), y + radius * math.sin(math.tau * step / 120))
        for step in range(120)
    ]
    tones = [mixed(base, WHITE, 0.55), base, mixed(base, palette.ink, 0.45)]
    canvas.shaded(outline, tones, across=False)
    canvas.glow(x - radius * 0.32, y - radius * 0.4, radius * 0.5, (WHITE, 0.75))
