"""Arcs: rainbows of broad rings that rise from the lower edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def arcs(canvas: Canvas) -> None:
    """Paint two or three rainbows and a disc above them."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.0), palette.tone(0.12)])
    x = canvas.width * chance.between(0.2, 0.8)
    y = canvas.height * chance.between(0.16, 0.3)
    canvas.glow(x, y, canvas.short * 0.4, (palette.accent, 0.35))
    canvas.disc(x, y, canvas.short * 0.11, palette.accent)
    places = [(0.16, 0.8), (0.84, 0.74), (0.5, 1.0)]
    if chance.happens(0.5):
        places = [(0.8, 0.86), (0.3, 0.98)]
    for across, down in places:
        radius = canvas.short * chance.between(0.42, 0.62)
        _rainbow(canvas, (canvas.width * across, canvas.height * down, radius), chance.whole(4, 6))


def _rainbow(canvas: Canvas, place: tuple[float, float, float], bands: int) -> None:
    x, y, radius = place
    palette = canvas.palette
    for band in range(bands):
        share = band / bands
        ink = mixed(palette.tone(0.95 - 0.85 * share), palette.accent, 0.5 * (band % 3 == 1))
        canvas.disc(x, y, radius * (1 - share), ink)
        canvas.disc(
            x, y, radius * (1 - share) * (1 - 0.35 / bands), mixed(ink, palette.light, 0.12)
        )
