"""Captions: the words that a drawing shows of itself.

    poster                         edit, film
    ┌────────────────────┐         ┌──╭───────────────╮─┐
    │                    │         │  │ name · prompt │ │   a plate, left for an edit,
    │ name               │         │  ╰───────────────╯ │   right for a film, so that both
    │ prompt, two lines  │         │                    │   are seen where one follows
    │ model · tier · size│         └────────────────────┘   the other
    └────────────────────┘

Pictures below 48 pixels carry no words, those below 200 only a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from assetforge.adapters.renderer.lettering import drawable, font_of, wrapped

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from assetforge.adapters.renderer.palette import Colour
    from assetforge.providers.drawing import Caption

WORDLESS: Final = 48  # pixels of the shorter side
SHORT: Final = 200
WHITE: Final = (255, 255, 255)
_SHADE: Final = 0.86  # how dark the ground behind a poster's words gets at the lower edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text: its font, its strength from 0 to 255, and the room it takes."""

    text: str
    font: FreeTypeFont
    strength: int
    height: float


def draw_caption(picture: Image.Image, caption: Caption, ink: Colour) -> None:
    """Write name, prompt and details at the lower left, on a ground that darkens softly."""
    layer = caption_layer(picture.size, caption, ink)
    if layer is not None:
        picture.paste(layer, (0, picture.height - layer.height), layer)


def caption_layer(size: tuple[int, int], caption: Caption, ink: Colour) -> Image.Image | None:
    """Make the words of a poster and their ground, to lie on its lower edge, or None if small."""
    short = min(size)
    if short < WORDLESS:
        return None
    x, y = max(4.0, size[0] * 0.045), max(4.0, size[1] * 0.048)
    lines = _lines(caption, size[0] - 2 * x, short)
    tall = sum(line.height for line in lines)
    height = min(size[1], round(tall * 1.7 + y * 2))
    ground = Image.new("RGB", (size[0], height), ink)
    ground.putalpha(_shade(ground.size))
    letters = Image.new("RGBA", ground.size, (*WHITE, 0))
    pen = ImageDraw.Draw(letters)
    top = height - y - tall
    for line in lines:
        pen.text((x, top), line.text, font=line.font, fill=(*WHITE, line.strength))
        top += line.height
    return Image.alpha_composite(ground, letters)


def _lines(caption: Caption, width: float, short: int) -> list[Line]:
    title_font, title = _title(drawable(caption.title, "name"), width, short)
    lines = [Line(text=title, font=title_font, strength=255, height=title_font.size * 1.12)]
    if short < SHORT:
        return lines
    small = font_of(max(11, short * 0.031))
    rows = wrapped(drawable(caption.prompt), small, width * 0.94, 2)
    lines += [Line(text=row, font=small, strength=232, height=small.size * 1.32) for row in rows]
    tiny = font_of(max(10, short * 0.024))
    details = drawable(" · ".join(caption.details), "details")
    rows = wrapped(details, tiny, width, 1)
    lines += [Line(text=row, font=tiny, strength=178, height=tiny.size * 1.35) for row in rows]
    return lines


def _title(text: str, width: float, short: int) -> tuple[FreeTypeFont, str]:
    """Choose the largest size in which the name fits, down to half, then cut it."""
    full = max(10.0, short * (0.078 if short >= SHORT else 0.11))
    font = font_of(full)
    length = font.getlength(text)
    if length > width:
        font = font_of(max(full * 0.5, 9.0, full * width / length * 0.98))
    rows = wrapped(text, font, width, 1)
    return font, rows[0] if rows else ""


def _shade(size: tuple[int, int]) -> Image.Image:
    steps = 64
    column = Image.new("L", (1, steps))
    column.putdata([round(255 * _SHADE * _eased(step / (steps - 1))) for step in range(steps)])
    tall = column.resize((1, size[1]), Image.Resampling.BICUBIC)
    return tall.resize(size, Image.Resampling.NEAREST)


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def draw_plate(picture: Image.Image, plate: Image.Image | None, *, at_right: bool) -> None:
    """Lay a plate on the upper left or right of a picture, inside its edge."""
    if plate is not None:
        x, y = round(picture.width * 0.045), round(picture.height * 0.048)
        picture.paste(plate, (picture.width - plate.width - x if at_right else x, y), plate)


def plate_of(size: tuple[int, int], caption: Caption) -> Image.Image | None:
    """Make the plate for a picture of a size, or None where the picture is too small for one."""
    short = min(size)
    if short < SHORT:
        return None
    room = size[0] * 0.46
    name, small = font_of(max(11, short * 0.031)), font_of(max(10, short * 0.023))
    title = wrapped(drawable(caption.title, "name"), name, room, 1)
    prompt = wrapped(drawable(caption.prompt), small, room, 1)
    details = wrapped(drawable(" · ".join(caption.details), "details"), small, room, 1)
    lines = [
        *(Line(text=row, font=name, strength=255, height=name.size * 1.25) for row in title),
        *(Line(text=row, font=small, strength=225, height=small.size * 1.3) for row in prompt),
        *(Line(text=row, font=small, strength=165, height=small.size * 1.3) for row in details),
    ]
    return _plate(lines, short) if lines else None


def _plate(lines: list[Line], short: int) -> Image.Image:
    inner = short * 0.018
    width = round(max(line.font.getlength(line.text) for line in lines) + 2.6 * inner)
    height = round(sum(line.height for line in lines) + 1.7 * inner)
    mask = Image.new("L", (width * 4, height * 4))
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, width * 4 - 1, height * 4 - 1), short * 0.06, fill=205
    )
    plate = Image.new("RGBA", (width, height), (18, 20, 28, 255))
    pen = ImageDraw.Draw(plate)
    y = inner * 0.8
    for line in lines:
        tone = round(18 + (255 - 18) * line.strength / 255)
        pen.text((inner * 1.3, y), line.text, font=line.font, fill=(tone, tone, tone, 255))
        y += line.height
    plate.putalpha(mask.reduce(4))
    return plate
