"""A meadow: flowers on long stems, seen from the height of the grass."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed
from assetforge.adapters.renderer.scenes.ridge import ridge

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def meadow(canvas: Canvas) -> None:
    """Paint a soft sky, a meadow and a dozen flowers, the far ones small."""
    palette, chance = canvas.palette, canvas.chance
    canvas.mesh([[palette.tone(chance.between(0, 0.3)) for _ in range(3)] for _ in range(3)])
    canvas.shape(ridge(canvas, 0.72, 0.05, 0.8), palette.tone(0.58))
    for index in range(15):
        near = index / 14
        x = canvas.width * ((index * 0.618 + chance.between(-0.04, 0.04)) % 1.0)
        y = canvas.height * (0.56 - 0.24 * near * chance.unit() - 0.06)
        _flower(canvas, (x, y), canvas.short * (0.045 + 0.06 * near))
    canvas.shape(ridge(canvas, 0.9, 0.03, 1.2), palette.tone(0.86))


def _flower(canvas: Canvas, place: tuple[float, float], size: float) -> None:
    x, y = place
    palette, chance = canvas.palette, canvas.chance
    lean = size * chance.between(-1, 1)
    line = max(1, round(size * 0.12))
    stem = [(x + lean * (step / 8) ** 2, y + (canvas.height - y) * step / 8) for step in range(9)]
    canvas.draw.line(stem, fill=palette.tone(0.74), width=line, joint="curve")
    tone = chance.pick((palette.accent, palette.tone(0.4), palette.tone(0.2), palette.tone(0.5)))
    petals = chance.pick((5, 6, 8))
    for petal in range(petals):
        angle = math.tau * petal / petals + lean
        reach = size * 0.62
        px, py = x + reach * math.cos(angle), y + reach * math.sin(angle)
        canvas.disc(px, py, size * 2.3 / petals, mixed(tone, palette.light, 0.16 * (petal % 2)))
    canvas.disc(x, y, size * 0.32, palette.ink if tone == palette.accent else palette.accent)
