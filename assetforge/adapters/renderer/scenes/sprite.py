"""A sprite: a small creature of square pixels, the same on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas
    from assetforge.adapters.renderer.chance import Chance

GRID: Final = 12  # squares along each side
_HALF: Final = GRID // 2


def sprite(canvas: Canvas) -> None:
    """Paint the creature in the middle of a calm ground."""
    palette = canvas.palette
    canvas.gradient([palette.tone(0.04), palette.tone(0.2)])
    side = canvas.short * 0.82 / GRID
    left = (canvas.width - side * GRID) / 2
    top = (canvas.height - side * GRID) / 2
    cells = creature(canvas.chance)
    shadow = (
        canvas.width / 2 - side * 4,
        top + side * 11.2,
        canvas.width / 2 + side * 4,
        top + side * 12.4,
    )
    canvas.draw.ellipse(shadow, fill=(*palette.ink, 60))
    body, shade = palette.accent, mixed(palette.accent, palette.ink, 0.35)
    inks = {
        1: palette.ink,
        2: body,
        3: shade,
        4: mixed(body, (255, 255, 255), 0.55),
        5: palette.ink,
    }
    for (column, row), kind in cells.items():
        x, y = left + column * side, top + row * side
        canvas.draw.rectangle((round(x), round(y), round(x + side) - 1, round(y + side) - 1),
                              fill=inks[kind])  # fmt: skip


def creature(chance: Chance) -> dict[tuple[int, int], int]:
    """Make the squares of a creature: 1 outline, 2 body, 3 shade, 4 light, 5 eyes."""
    half = _body(chance)
    body = half | {(GRID - 1 - column, row) for column, row in half}
    eyes = {(4, 4), (GRID - 5, 4)} & body
    cells: dict[tuple[int, int], int] = {}
    for column, row in sorted(body):
        around = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)}
        for place in around - body:
            cells[place] = 1
        lower = (column, row + 1) not in body
        upper = (column, row - 1) not in body
        cells[column, row] = 3 if lower else 4 if upper else 2
    return {**cells, **dict.fromkeys(eyes, 5)}


def _body(chance: Chance) -> set[tuple[int, int]]:
    """Fill the left half of the grid: a core that is always there, and limbs by chance."""
    core = {(column, row) for column in range(3, _HALF) for row in range(3, 9)}
    limbs = {
        (column, row)
        for column in range(1, _HALF)
        for row in range(1, GRID - 1)
        if (column, row) not in core and chance.happens(0.30 + 0.06 * column)
    }
    grown = set(core)
    for _ in range(4):  # what does not hang together falls away
        grown |= {
            (column, row)
            for column, row in limbs
            if {(column + 1, row), (column, row + 1), (column, row - 1)} & grown
        }
    return grown
