"""Paper: sheets cut into soft shapes and laid over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.canvas import blob

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas


def paper(canvas: Canvas) -> None:
    """Paint sheets from the corners inwards, with shadows between them."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.light, palette.tone(0.1)])
    # Across, down, how far the sheets reach, how many there are.
    corners = ((0.02, 0.06, 1.0, 4), (0.98, 0.92, 1.0, 4), (0.95, 0.05, 0.7, 3),
               (0.06, 0.98, 0.7, 3))  # fmt: skip
    depth = canvas.short * 0.03
    for index, (across, down, far, layers) in enumerate(corners):
        reach = canvas.short * chance.between(0.34, 0.62) * far
        for layer in range(layers):
            share = 1 - layer / layers
            outline = blob(
                canvas.width * across, canvas.height * down, reach * share * 1.15, chance
            )
            tone = palette.tone(0.22 + 0.2 * layer + 0.06 * index)
            canvas.raised(outline, tone, depth)
    x, y = canvas.width * chance.between(0.42, 0.58), canvas.height * chance.between(0.36, 0.5)
    canvas.raised(blob(x, y, canvas.short * 0.13, chance), palette.accent, depth)
