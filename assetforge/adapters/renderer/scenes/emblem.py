"""An emblem: one mark of petals or rings in the middle of calm ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas, Point


def emblem(canvas: Canvas) -> None:
    """Paint a rosette of petals around a core, inside a ring."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.0), palette.tone(0.14)])
    x, y, radius = canvas.width / 2, canvas.height * 0.44, canvas.short * 0.27
    canvas.glow(x, y, radius * 2.1, ((255, 255, 255), 0.6))
    petals = chance.pick((5, 6, 8, 12))
    fat = chance.between(0.35, 0.62) * 6 / petals + 0.1
    start = -math.pi / 2
    for layer, (reach, place) in enumerate(((1.0, 0.62), (0.72, 0.36), (0.45, 0.85))):
        tone = palette.accent if layer == 1 else palette.tone(place)
        for petal in range(petals):
            angle = start + math.tau * (petal + layer / 2) / petals
            canvas.shape(_petal((x, y), radius * reach, angle, fat), (*tone, 232))
    canvas.disc(x, y, radius * 0.16, palette.light)
    canvas.ring(x, y, radius * 1.22, (canvas.short * 0.012, palette.tone(0.7)))


def _petal(centre: Point, length: float, angle: float, fat: float) -> list[Point]:
    """Make a leaf shape from the centre outwards."""
    points: list[Point] = []
    for side in (1, -1):
        steps = range(13) if side == 1 else range(12, -1, -1)
        for step in steps:
            along = length * step / 12
            off = side * length * fat * 0.5 * math.sin(math.pi * step / 12) ** 0.9
            points.append(
                (centre[0] + along * math.cos(angle) - off * math.sin(angle),
                 centre[1] + along * math.sin(angle) + off * math.cos(angle))
            )  # fmt: skip
    return points
