"""A bust: one person as flat shapes in front of a disc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.renderer.palette import mixed

if TYPE_CHECKING:
    from assetforge.adapters.renderer.canvas import Canvas

_SKIN: Final = ((241, 205, 178), (222, 172, 134), (178, 122, 88), (122, 78, 56), (84, 53, 41))


def bust(canvas: Canvas) -> None:
    """Paint a disc, shoulders, neck, head and hair."""
    palette, chance = canvas.palette, canvas.chance
    canvas.gradient([palette.tone(0.06), palette.tone(0.2)])
    size = canvas.short
    x, y = canvas.width / 2, canvas.height * 0.40
    canvas.disc(x, y + size * 0.02, size * 0.36, palette.tone(0.36))
    canvas.disc(x + size * 0.22, y - size * 0.2, size * 0.09, palette.accent)
    skin, hair = (
        chance.pick(_SKIN),
        chance.pick((palette.ink, palette.tone(0.85), palette.tone(0.6))),
    )
    long_hair = chance.happens(0.5)
    if long_hair:
        box = (x - size * 0.19, y - size * 0.17, x + size * 0.19, y + size * 0.36)
        canvas.draw.rounded_rectangle(box, size * 0.17, fill=hair)
    _shoulders(canvas, x, y + size * 0.27)
    neck = (x - size * 0.06, y + size * 0.1, x + size * 0.06, y + size * 0.32)
    canvas.draw.rounded_rectangle(neck, size * 0.05, fill=mixed(skin, palette.ink, 0.22))
    head = (x - size * 0.12, y - size * 0.13, x + size * 0.12, y + size * 0.18)
    canvas.draw.rounded_rectangle(head, size * 0.12, fill=skin)
    top = (x - size * 0.145, y - size * 0.19, x + size * 0.145, y + size * 0.1)
    turn = chance.pick((0, 10, -10))
    canvas.draw.pieslice(top, 180 + turn, 360 + turn, fill=hair)
    _face(canvas, x, y + size * 0.03, mixed(skin, palette.ink, 0.6))


def _shoulders(canvas: Canvas, x: float, y: float) -> None:
    size, palette = canvas.short, canvas.palette
    cloth = canvas.chance.pick((palette.accent, palette.tone(0.7), palette.tone(0.55)))
    canvas.draw.rounded_rectangle(
        (x - size * 0.31, y, x + size * 0.31, y + size * 0.9), size * 0.2, fill=cloth
    )
    collar = (x - size * 0.09, y - size * 0.05, x + size * 0.09, y + size * 0.07)
    canvas.draw.ellipse(collar, fill=mixed(cloth, palette.ink, 0.25))


def _face(canvas: Canvas, x: float, y: float, ink: tuple[int, int, int]) -> None:
    size = canvas.short
    line = max(1, round(size * 0.007))
    for side in (-1, 1):
        eye = x + side * size * 0.045
        canvas.draw.arc((eye - size * 0.018, y - size * 0.01, eye + size * 0.018, y + size * 0.02),
                        20, 160, fill=ink, width=line)  # fmt: skip
    mouth = (x - size * 0.03, y + size * 0.05, x + size * 0.03, y + size * 0.09)
    canvas.draw.arc(mouth, 20, 160, fill=ink, width=line)
