"""Insets: further pictures set into a ground: logos as they are, others as framed prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter, ImageOps

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOGO: Final = re.compile(r"logo|icon|badge|emblem|mark|sticker|sprite")
_REACH: Final = 0.3  # of the ground's shorter side, what one inset takes at most


def set_in(ground: Image.Image, insets: Sequence[tuple[str, Image.Image]]) -> None:
    """Set pictures into the right side of a ground, from the bottom up, in columns to the left."""
    if not insets or min(ground.size) < len(insets) * 2:
        return
    margin = round(min(ground.size) * 0.05)
    side = max(
        4, round(min(min(ground.size) * _REACH, ground.height * 0.86 / len(insets) - margin))
    )
    x, y = ground.width - round(ground.width * 0.045), ground.height - margin
    for name, picture in insets:
        small = ImageOps.contain(picture, (side, side))
        is_logo = picture.mode == "RGBA" or _LOGO.search(name.lower()) is not None
        paste = _paste_logo if is_logo else _paste_print
        paste(ground, small, (x - small.width, max(0, y - small.height)))
        y -= small.height + margin


def _paste_logo(ground: Image.Image, logo: Image.Image, place: tuple[int, int]) -> None:
    ground.paste(logo, place, logo if logo.mode == "RGBA" else None)


def _paste_print(ground: Image.Image, picture: Image.Image, place: tuple[int, int]) -> None:
    """Set in a print with a white rim, rounded corners and a shadow."""
    rim = max(1, round(min(ground.size) * 0.008))
    size = (picture.width + 2 * rim, picture.height + 2 * rim)
    x, y = place[0] - rim, place[1] - rim
    blur = 3 * rim
    shadow = Image.new("L", (size[0] + 4 * blur, size[1] + 4 * blur))
    ImageDraw.Draw(shadow).rectangle(
        (2 * blur, 2 * blur, 2 * blur + size[0], 2 * blur + size[1]), fill=120
    )
    shadow = shadow.filter(ImageFilter.BoxBlur(blur))
    ground.paste((10, 10, 20), (x - 2 * blur, y - 2 * blur + rim), shadow)
    ground.paste((255, 255, 255), (x, y), _rounded(size, rim * 3))
    ground.paste(picture, place, _rounded(picture.size, rim * 2))


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    box = (0, 0, size[0] * 2 - 1, size[1] * 2 - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * 2, fill=255)
    return mask.reduce(2)
