"""An enlargement: the same picture in more pixels, resampled and sharpened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageFilter

from assetforge.adapters.media_film import film_frame
from assetforge.adapters.renderer.fitted import covering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from assetforge.providers.drawing import Enlargement


def draw_enlargement(enlargement: Enlargement, inputs: Sequence[str]) -> Image.Image:
    """Enlarge a picture; the sharpening grows with the enlargement."""
    old = film_frame(inputs[0], 0.0)
    picture = covering(old, (enlargement.width, enlargement.height))
    if not enlargement.sharpening:
        return picture
    radius = max(0.8, 0.6 * enlargement.width / old.width)
    sharp = picture.filter(ImageFilter.UnsharpMask(radius, enlargement.sharpening, 2))
    sharp.info = dict(picture.info)
    return sharp
