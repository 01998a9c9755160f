"""A derivation: a part of a picture, or of one frame of a film, in another size or format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from assetforge.adapters.media_film import film_frame
from assetforge.adapters.media_picture import flattened
from assetforge.adapters.renderer.fitted import covering
from assetforge.core.media import JPEG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.providers.drawing import Derivation


def draw_derivation(derivation: Derivation, inputs: Sequence[str]) -> Image.Image:
    """Cut, resize and lay out in exactly the size asked for."""
    picture = film_frame(inputs[0], derivation.second)
    part = derivation.part
    box = (part.left, part.top, part.left + part.width, part.top + part.height)
    whole = (0, 0, picture.width, picture.height)
    cut = picture if box == whole else _cut(picture, box)
    size = (derivation.width, derivation.height)
    laid = _contained(cut, size, derivation) if derivation.fit == "contain" else covering(cut, size)
    return flattened(laid, derivation.background) if derivation.type == JPEG else laid


def _cut(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    cut = picture.crop(box)
    cut.info = dict(picture.info)
    return cut


def _contained(picture: Image.Image, size: tuple[int, int], derivation: Derivation) -> Image.Image:
    """Show all of a picture in the middle of a ground."""
    small = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", size, derivation.background)
    place = ((size[0] - small.width) // 2, (size[1] - small.height) // 2)
    ground.paste(small, place, small if small.mode == "RGBA" else None)
    ground.info = dict(picture.info)
    return ground
