"""A swell: bands of water, each with a crest of light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed
from assetforge.adapters.renderer.scenes.ridge import ridge

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def swell(canvas: Canvas) -> None:
    """Paint eight waves one in front of the other, each darker than the one behind."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.0), palette.tone(0.2)])
    x, y = canvas.width * chance.between(0.2, 0.8), canvas.height * 0.2
    canvas.glow(x, y, canvas.short * 0.5, (palette.sun, 0.7))
    canvas.disc(x, y, canvas.short * 0.1, palette.sun)
    bands = 8
    for band in range(bands):
        near = band / (bands - 1)
        outline = ridge(canvas, 0.3 + 0.62 * near, 0.035 + 0.03 * near, 1.1 + 0.7 * chance.unit())
        crest = mixed(palette.tone(0.1 + 0.7 * near), (255, 255, 255), 0.45)
        lift = canvas.short * (0.006 + 0.01 * near)
        canvas.shape([(px, py - lift) for px, py in outline], crest)
        tone = palette.tone(0.16 + 0.78 * near)
        canvas.shaded(outline, [mixed(tone, palette.light, 0.14), tone, tone], across=False)
