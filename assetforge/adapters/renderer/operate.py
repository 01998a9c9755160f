"""Operations carried out: each makes a new picture, and what is transparent stays so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.grade import adjusted, graded, tinted, washed
from assetforge.adapters.renderer.lettering import drawable, font_of, wrapped
from assetforge.adapters.renderer.palette import choose_palette
from assetforge.providers.drawing_operation import (
    Adjust,
    Blur,
    Crop,
    Grade,
    Mirror,
    Pixelate,
    Tint,
    Turn,
    Variation,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assetforge.providers.drawing_operation import Operation


def operated(picture: Image.Image, operations: Iterable[Operation]) -> Image.Image:
    """Carry out operations in their order; words are left to the end, as they lie on top."""
    for operation in operations:
        if not isinstance(operation, Words):
            picture = _operated(picture, operation)
    return picture


def _operated(picture: Image.Image, operation: Operation) -> Image.Image:
    match operation:
        case Mirror() | Turn() | Crop():
            return _moved(picture, operation)
        case Blur():
            radius = max(0.5, operation.share * min(picture.size))
            return picture.filter(ImageFilter.GaussianBlur(radius))
        case Pixelate():
            return _pixelated(picture, operation.squares)
        case Words():
            return picture
        case _:
            return _coloured(picture, lambda rgb: _in_colour(rgb, operation))


def _moved(picture: Image.Image, operation: Mirror | Turn | Crop) -> Image.Image:
    match operation:
        case Mirror():
            return _mirrored(picture, operation)
        case Turn():
            return _turned(picture, operation.degrees)
        case Crop():
            return _cropped(picture, operation)


def _in_colour(picture: Image.Image, operation: Grade | Adjust | Tint | Variation) -> Image.Image:
    match operation:
        case Grade():
            return graded(picture, operation)
        case Adjust():
            return adjusted(picture, operation)
        case Tint():
            return tinted(picture, operation)
        case Variation():
            return _varied(picture, operation.seed)


def _coloured(picture: Image.Image, change: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """Change the colours and keep the transparency."""
    if picture.mode != "RGBA":
        return change(picture)
    changed = change(picture.convert("RGB"))
    changed.putalpha(picture.getchannel("A"))
    return changed


def _mirrored(picture: Image.Image, mirror: Mirror) -> Image.Image:
    return ImageOps.mirror(picture) if mirror.swap == "sides" else ImageOps.flip(picture)


def _turned(picture: Image.Image, degrees: int) -> Image.Image:
    """Turn clockwise; between right angles the corners are cut so that nothing is empty."""
    if degrees % 90 == 0:
        return picture.rotate(-degrees, expand=True)
    turned = picture.rotate(-degrees, Image.Resampling.BICUBIC, expand=True)
    angle, ratio = math.radians(degrees), max(picture.size) / min(picture.size)
    keep = 1 / (abs(math.cos(angle)) + ratio * abs(math.sin(angle)))
    width, height = max(1, int(picture.width * keep)), max(1, int(picture.height * keep))
    left, top = (turned.width - width) // 2, (turned.height - height) // 2
    return turned.crop((left, top, left + width, top + height))


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    width = min(picture.width, max(1, round(picture.height * crop.across / crop.down)))
    height = min(picture.height, max(1, round(picture.width * crop.down / crop.across)))
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))


def _pixelated(picture: Image.Image, squares: int) -> Image.Image:
    factor = squares / max(picture.size)
    if factor >= 1:
        return picture
    small = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    tiny = picture.resize(small, Image.Resampling.BOX)
    return tiny.resize(picture.size, Image.Resampling.NEAREST)


def _varied(picture: Image.Image, seed: str) -> Image.Image:
    """Turn the hues a little and lay light of another palette over the picture."""
    chance = Chance(seed)
    shift = chance.pick((-1, 1)) * chance.whole(10, 28)
    hue, saturation, value = picture.convert("HSV").split()
    turned = hue.point([(angle + shift) % 256 for angle in range(256)])
    rich = saturation.point([min(255, round(amount * 1.12)) for amount in range(256)])
    changed = Image.merge("HSV", (turned, rich, value)).convert("RGB")
    palette = choose_palette("", chance)
    return washed(changed, [palette.tone(0.2), palette.tone(0.55), palette.accent], 0.7)


def write_words(picture: Image.Image, text: str) -> None:
    """Write a text large in the upper middle of a picture, with a soft edge below it."""
    short = min(picture.size)
    font = font_of(short * 0.12)
    line = drawable(text, "text")
    width = picture.width * 0.88
    if font.getlength(line) > width:
        font = font_of(max(short * 0.05, 8, short * 0.12 * width / font.getlength(line)))
    pen = ImageDraw.Draw(picture)
    y = picture.height * 0.3
    for row in wrapped(line, font, width, 3):
        x = (picture.width - font.getlength(row)) / 2
        edge = max(1, round(font.size * 0.03))
        pen.text((x, y), row, font=font, fill=(255, 255, 255), stroke_width=edge,
                 stroke_fill=(24, 22, 30))  # fmt: skip
        y += font.size * 1.2
