"""A ridge: the wavy upper edge that hills, waves and dunes share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas, Point


def ridge(canvas: Canvas, level: float, swing: float, waves: float) -> list[Point]:
    """Make the outline below a wavy edge at a level, with a swing, both shares of the height."""
    chance = canvas.chance
    parts = [
        (waves * chance.between(0.7, 1.3) * order, chance.between(0.4, 1) / order**1.3,
         chance.between(0, math.tau))
        for order in (1, 2, 5)
    ]  # fmt: skip
    step = max(2, canvas.width // 240)
    edge: list[Point] = []
    for x in range(0, canvas.width + step, step):
        place = x / canvas.width
        height = sum(
            size * math.sin(math.tau * order * place + phase) for order, size, phase in parts
        )
        edge.append((x, canvas.height * (level - swing * height / 1.6)))
    return [*edge, (canvas.width, canvas.height), (0, canvas.height)]
