"""A canvas: a picture under work, with the brushes that every scene shares.

Scenes are drawn larger than asked for and reduced, which smooths their edges:

    up to 0.2 megapixels  4 x      up to 4.3  2 x      beyond  1 x, and a faint blur
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.adapters.renderer.chance import Chance
    from assetforge.adapters.renderer.palette import Colour, Palette

SMALL: Final = 200_000  # pixels
MEDIUM: Final = 4_300_000  # pixels
Point = tuple[float, float]


class Canvas:
    """A picture under work; lengths are given in its own pixels."""

    def __init__(self, width: int, height: int, palette: Palette, chance: Chance) -> None:
        pixels = width * height
        self.factor = 4 if pixels <= SMALL else 2 if pixels <= MEDIUM else 1
        self.width = width * self.factor
        self.height = height * self.factor
        self.short = min(self.width, self.height)
        self.palette = palette
        self.chance = chance
        self.picture = Image.new("RGB", (self.width, self.height), palette.light)
        self.draw = ImageDraw.Draw(self.picture, "RGBA")

    def finished(self) -> Image.Image:
        """Hand out the picture in the size that was asked for."""
        if self.factor == 1:
            return self.picture.filter(ImageFilter.BoxBlur(0.6))
        return self.picture.reduce(self.factor)

    def gradient(self, tones: Sequence[Colour], *, top: float = 0, bottom: float = 1) -> None:
        """Fill from one share of the height to another with tones that run into each other."""
        start, end = round(top * self.height), round(bottom * self.height)
        if end > start:
            self.picture.paste(blend(tones, (self.width, end - start)), (0, start))

    def mesh(self, rows: Sequence[Sequence[Colour]]) -> None:
        """Fill everything with a soft mesh of colours."""
        tiny = Image.new("RGB", (len(rows[0]), len(rows)))
        tiny.putdata([colour for row in rows for colour in row])
        self.picture.paste(tiny.resize(self.picture.size, Image.Resampling.BICUBIC))

    def disc(self, x: float, y: float, radius: float, fill: tuple[int, ...]) -> None:
        """Paint a disc."""
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def ring(self, x: float, y: float, radius: float, line: tuple[float, Colour]) -> None:
        """Paint a circle as a line of some width and colour."""
        box = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse(box, outline=line[1], width=max(1, round(line[0])))

    def glow(self, x: float, y: float, radius: float, light: tuple[Colour, float]) -> None:
        """Paint a light of some colour and strength that fades out."""
        side = max(2, round(2 * radius))
        mask = _GLOW.point([round(value * light[1]) for value in range(256)])
        mask = mask.resize((side, side), Image.Resampling.BILINEAR)
        self.picture.paste(light[0], (round(x - radius), round(y - radius)), mask)

    def shape(self, points: Sequence[Point], fill: tuple[int, ...]) -> None:
        """Paint a filled outline."""
        self.draw.polygon(list(points), fill=fill)

    def raised(self, points: Sequence[Point], fill: Colour, depth: float) -> None:
        """Paint a filled outline that throws a soft shadow down to the right."""
        steps = 6
        shadow = (*self.palette.ink, 16)
        for step in range(steps, 0, -1):
            shift = depth * step / steps
            self.shape([(x + shift * 0.5, y + shift) for x, y in points], shadow)
        self.shape(points, fill)

    def shaded(self, points: Sequence[Point], tones: Sequence[Colour], *, across: bool) -> None:
        """Paint an outline filled with tones that run into each other, across or down."""
        left, top = (math.floor(min(values)) for values in zip(*points, strict=True))
        right, bottom = (math.ceil(max(values)) for values in zip(*points, strict=True))
        width, height = max(1, right - left), max(1, bottom - top)
        mask = Image.new("L", (width, height))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
        fill = blend(tones, (height, width) if across else (width, height))
        if across:
            fill = fill.transpose(Image.Transpose.ROTATE_90)
        self.picture.paste(fill, (left, top), mask)


def blend(tones: Sequence[Colour], size: tuple[int, int]) -> Image.Image:
    """Make a picture whose tones run into each other from top to bottom."""
    column = Image.new("RGB", (1, len(tones)))
    column.putdata(list(tones))
    # The outer half of the first and last tone is flat; it is left outside.
    box = (0, 0.5, 1, len(tones) - 0.5)
    tall = column.resize((1, size[1]), Image.Resampling.BILINEAR, box=box)
    return tall.resize(size, Image.Resampling.NEAREST)


def blob(x: float, y: float, radius: float, chance: Chance) -> list[Point]:
    """Make a round outline that is not quite a circle."""
    waves = [(order, chance.between(0.02, 0.12) / order**0.5, chance.between(0, math.tau))
             for order in (2, 3, 5)]  # fmt: skip
    points: list[Point] = []
    for step in range(96):
        angle = math.tau * step / 96
        swell = 1 + sum(size * math.sin(order * angle + phase) for order, size, phase in waves)
        points.append((x + radius * swell * math.cos(angle), y + radius * swell * math.sin(angle)))
    return points


def _fade() -> Image.Image:
    """Make a mask that is full in the middle and gone at the rim, falling smoothly."""
    radial = Image.radial_gradient("L")
    return radial.point([round(255 * max(0.0, 1 - value / 182) ** 2) for value in range(256)])


_GLOW: Final = _fade()
