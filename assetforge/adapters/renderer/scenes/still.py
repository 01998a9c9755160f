"""A still life: a bottle or jar on a plinth, in front of an arch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas, Point

WHITE: Final = (255, 255, 255)
# Outlines of the right half: (distance from the axis, height), from the foot up.
_SHAPES: Final = (
    ((0.15, 0.0), (0.17, 0.02), (0.17, 0.34), (0.14, 0.42), (0.06, 0.48), (0.055, 0.60)),
    ((0.19, 0.0), (0.20, 0.02), (0.20, 0.30), (0.19, 0.33), (0.07, 0.35), (0.07, 0.40)),
    ((0.10, 0.0), (0.17, 0.06), (0.20, 0.18), (0.16, 0.32), (0.07, 0.42), (0.09, 0.50)),
    ((0.11, 0.0), (0.12, 0.02), (0.12, 0.52), (0.10, 0.56), (0.08, 0.57), (0.08, 0.59)),
)


def still(canvas: Canvas) -> None:
    """Paint a wall, an arch, a plinth and one object in the light."""
    palette, chance = canvas.palette, canvas.chance
    floor = canvas.height * 0.74
    canvas.gradient([palette.tone(0.16), palette.tone(0.04)], bottom=0.74)
    canvas.gradient([palette.tone(0.24), palette.tone(0.4)], top=0.74)
    x = canvas.width * chance.pick((0.5, 0.5, 0.42, 0.58))
    size = canvas.short * 0.95
    _arch(canvas, x, floor, size)
    canvas.glow(x - size * 0.25, canvas.height * 0.25, size * 0.7, (WHITE, 0.55))
    _leaf(canvas, x, floor, size)
    top = floor - size * 0.06
    _plinth(canvas, x, (top, floor), size)
    _thing(canvas, x, top, size)


def _arch(canvas: Canvas, x: float, floor: float, size: float) -> None:
    half, rise = size * 0.34, size * 0.36
    tone = canvas.palette.tone(0.34)
    canvas.disc(x, floor - rise, half, tone)
    canvas.draw.rectangle((x - half, floor - rise, x + half, floor), fill=tone)
    inner = mixed(tone, canvas.palette.light, 0.28)
    canvas.disc(x + half * 0.06, floor - rise + half * 0.04, half * 0.9, inner)
    canvas.draw.rectangle((x - half * 0.84, floor - rise, x + half * 0.96, floor), fill=inner)


def _leaf(canvas: Canvas, x: float, floor: float, size: float) -> None:
    """Set a disc of the accent and a small sphere beside the plinth."""
    side = canvas.chance.pick((-1, 1))
    canvas.disc(x + side * size * 0.2, floor - size * 0.5, size * 0.12, canvas.palette.accent)
    ball = size * 0.06
    canvas.glow(x - side * size * 0.38, floor + ball * 0.1, ball * 1.8, (canvas.palette.ink, 0.5))
    canvas.disc(x - side * size * 0.4, floor - ball * 0.4, ball, canvas.palette.tone(0.52))
    canvas.glow(x - side * size * 0.4 - ball * 0.3, floor - ball * 0.75, ball * 0.6, (WHITE, 0.6))


def _plinth(canvas: Canvas, x: float, span: tuple[float, float], size: float) -> None:
    half, flat = size * 0.3, size * 0.045
    top, floor = span
    palette = canvas.palette
    canvas.glow(x + half * 0.3, floor + flat, half * 1.35, (palette.ink, 0.45))
    tones = [palette.tone(0.2), palette.tone(0.3), palette.tone(0.55)]
    body = [(x - half, top), (x + half, top), (x + half, floor), (x - half, floor)]
    canvas.draw.ellipse((x - half, floor - flat, x + half, floor + flat), fill=tones[1])
    canvas.shaded(body, tones, across=True)
    canvas.draw.ellipse((x - half, top - flat, x + half, top + flat), fill=palette.tone(0.08))


def _thing(canvas: Canvas, x: float, foot: float, size: float) -> None:
    palette, chance = canvas.palette, canvas.chance
    shape = chance.pick(_SHAPES)
    base = chance.pick((palette.tone(0.62), palette.accent, palette.tone(0.78)))
    outline = _mirrored(shape, x, foot, size)
    canvas.glow(x + size * 0.12, foot, size * 0.26, (palette.ink, 0.55))
    width = shape[1][0] * size
    canvas.draw.ellipse((x - width, foot - size * 0.02, x + width, foot + size * 0.02),
                        fill=mixed(base, palette.ink, 0.4))  # fmt: skip
    tones = [mixed(base, palette.ink, 0.1), mixed(base, WHITE, 0.5), base, base,
             mixed(base, palette.ink, 0.5)]  # fmt: skip
    canvas.shaded(outline, tones, across=True)
    neck, top = shape[-1]
    cap = (
        x - neck * size * 1.25,
        foot - (top + 0.07) * size,
        x + neck * size * 1.25,
        foot - top * size,
    )
    canvas.draw.rounded_rectangle(cap, size * 0.012, fill=mixed(palette.ink, base, 0.15))
    label = (x - width * 0.62, foot - size * 0.24, x + width * 0.62, foot - size * 0.1)
    canvas.draw.rounded_rectangle(
        label, size * 0.008, fill=(*mixed(palette.light, WHITE, 0.5), 225)
    )
    rule = (x - width * 0.36, foot - size * 0.175, x + width * 0.36, foot - size * 0.168)
    canvas.draw.rectangle(rule, fill=base)


def _mirrored(
    shape: tuple[tuple[float, float], ...], x: float, foot: float, size: float
) -> list[Point]:
    right = [(x + across * size, foot - up * size) for across, up in shape]
    left = [(x - across * size, foot - up * size) for across, up in reversed(shape)]
    return [*right, *left]
