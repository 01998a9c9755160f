"""Tiles: a grid of quarter circles, discs and stripes, after the Bauhaus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.adapters.renderer.canvas import Canvas
    from assetforge.adapters.renderer.palette import Colour

    Brush = Callable[[Canvas, tuple[float, float, float], Colour], None]


def tiles(canvas: Canvas) -> None:
    """Paint square tiles, about four along the shorter side, each with a motif of its own."""
    chance = canvas.chance
    side = canvas.short / chance.whole(3, 4)
    inks = [canvas.palette.tones[0], *canvas.palette.tones[1:], canvas.palette.accent]
    across, down = int(canvas.width / side) + 1, int(canvas.height / side) + 1
    for row in range(down):
        for column in range(across):
            x, y = column * side, row * side
            ground = chance.pick(inks)
            figure = chance.pick([ink for ink in inks if ink != ground])
            canvas.draw.rectangle((x, y, x + side, y + side), fill=ground)
            chance.pick(_MOTIFS)(canvas, (x, y, side), figure)


def _quarter(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    turn = canvas.chance.whole(0, 3)
    corner = (x + side * (turn in (1, 2)), y + side * (turn in (2, 3)))
    _clipped_disc(canvas, corner, side, (90 * turn, fill))
    if canvas.chance.happens(0.5):
        _clipped_disc(canvas, corner, side / 2, (90 * turn, canvas.palette.light))


def _half(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    turn = 90 * canvas.chance.whole(0, 3)
    canvas.draw.pieslice((x, y, x + side, y + side), turn, turn + 180, fill=fill)


def _clipped_disc(
    canvas: Canvas, corner: tuple[float, float], radius: float, part: tuple[int, Colour]
) -> None:
    x, y = corner
    box = (x - radius, y - radius, x + radius, y + radius)
    canvas.draw.pieslice(box, part[0], part[0] + 90, fill=part[1])


def _circles(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    canvas.disc(x + side / 2, y + side / 2, side * 0.5, fill)
    canvas.disc(x + side / 2, y + side / 2, side * 0.25, canvas.chance.pick(canvas.palette.tones))


def _stripes(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    upright = canvas.chance.happens(0.5)
    for stripe in range(4):
        start, thick = side * (stripe + 0.25) / 4, side / 8
        box = (x + start, y, x + start + thick, y + side)
        flat = (x, y + start, x + side, y + start + thick)
        canvas.draw.rectangle(box if upright else flat, fill=fill)


def _triangle(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    corners.pop(canvas.chance.whole(0, 3))
    canvas.shape(corners, fill)


def _dots(canvas: Canvas, tile: tuple[float, float, float], fill: Colour) -> None:
    x, y, side = tile
    for row in range(3):
        for column in range(3):
            canvas.disc(x + side * (column + 0.5) / 3, y + side * (row + 0.5) / 3, side * 0.1, fill)


_MOTIFS: tuple[Brush, ...] = (
    _quarter, _quarter, _half, _circles, _stripes, _triangle, _dots, _quarter,
)  # fmt: skip
