"""A retouch: operations on the first picture, the others set into it, and a plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.media_film import film_frame
from assetforge.adapters.renderer.caption import draw_plate, plate_of
from assetforge.adapters.renderer.fitted import covering
from assetforge.adapters.renderer.inset import set_in
from assetforge.adapters.renderer.operate import operated, write_words
from assetforge.providers.drawing_operation import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from assetforge.providers.drawing import Retouch


def draw_retouch(retouch: Retouch, inputs: Sequence[str]) -> Image.Image:
    """Draw an edit in exactly its size."""
    ground = operated(film_frame(inputs[0], 0.0), retouch.operations)
    picture = covering(ground, (retouch.width, retouch.height))
    others = [film_frame(path, 0.0) for path in inputs[1:]]
    set_in(picture, list(zip(retouch.insets, others, strict=False)))
    for operation in retouch.operations:
        if isinstance(operation, Words):
            write_words(picture, operation.text)
    draw_plate(picture, plate_of(picture.size, retouch.caption), at_right=False)
    return picture
