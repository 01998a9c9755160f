"""A skyline: towers in three depths, with lit windows, under a large moon or sun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def skyline(canvas: Canvas) -> None:
    """Paint a sky, a disc behind the towers and three rows of towers."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.72), palette.tone(0.46), palette.tone(0.12)], bottom=0.92)
    x, y = canvas.width * chance.between(0.3, 0.7), canvas.height * 0.42
    canvas.glow(x, y, canvas.short * 0.6, (palette.sun, 0.5))
    canvas.disc(x, y, canvas.short * 0.2, mixed(palette.sun, palette.light, 0.35))
    for row in range(3):
        _towers(canvas, row)


def _towers(canvas: Canvas, row: int) -> None:
    chance = canvas.chance
    fill = canvas.palette.tone(0.58 + 0.2 * row)
    x = -canvas.short * 0.03
    while x < canvas.width:
        width = canvas.short * chance.between(0.06, 0.13)
        top = canvas.height * (chance.between(0.36, 0.62) + 0.1 * row)
        canvas.draw.rectangle((x, top, x + width, canvas.height), fill=fill)
        if chance.happens(0.3):
            mast = x + width / 2
            line = max(1, round(canvas.short * 0.004))
            canvas.draw.line((mast, top - canvas.short * 0.05, mast, top), fill=fill, width=line)
        if row:
            _windows(canvas, (x, top, width))
        x += width + canvas.short * chance.between(0.0, 0.03)


def _windows(canvas: Canvas, tower: tuple[float, float, float]) -> None:
    x, top, width = tower
    chance, accent = canvas.chance, canvas.palette.accent
    columns = 4
    cell = width / (columns + 0.6)
    for line in range(min(24, int((canvas.height - top) / cell / 1.3))):
        for column in range(columns):
            if chance.happens(0.42):
                left = x + cell * (column + 0.5)
                upper = top + cell * (0.7 + line * 1.3)
                glass = (*accent, chance.pick((110, 190, 255)))
                canvas.draw.rectangle(
                    (left, upper, left + cell * 0.6, upper + cell * 0.7), fill=glass
                )
