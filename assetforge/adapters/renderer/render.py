"""Rendering: from a drawing to a finished file.

Poster Retouch Enlargement ─▶ PNG        Film Recut ─▶ MP4 or animated WebP
Derivation ─▶ the format it asks for
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.media_picture import save_picture
from assetforge.adapters.media_reel import write_film
from assetforge.adapters.renderer.derivation import draw_derivation
from assetforge.adapters.renderer.enlargement import draw_enlargement
from assetforge.adapters.renderer.footage import footage
from assetforge.adapters.renderer.poster import draw_poster
from assetforge.adapters.renderer.recut import recut_frames
from assetforge.adapters.renderer.retouch import draw_retouch
from assetforge.core.media import PNG
from assetforge.providers.drawing import Derivation, Enlargement, Film, Poster, Recut, Retouch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from assetforge.core.media import Media
    from assetforge.providers.drawing import Drawing


def render(drawing: Drawing, inputs: Sequence[str], target: str) -> Media:
    """Draw, encode and write to `target`, whatever its extension; tell what was written.

    The same drawing of the same inputs writes the same bytes, in any thread or process. It blocks
    and uses one core, so it belongs in a worker thread.

    Raises:
        MakingError: an input cannot be decoded, or a film needs the extra `video`.
        OSError: the target cannot be written.
    """
    match drawing:
        case Film():
            frames, timing = footage(drawing, inputs), (drawing.frames, drawing.rate)
            return write_film(frames, target, drawing.type, timing)
        case Recut():
            frames, timing = recut_frames(drawing, inputs), (drawing.frames, drawing.rate)
            return write_film(frames, target, drawing.type, timing)
        case Derivation():
            picture = draw_derivation(drawing, inputs)
            return save_picture(picture, target, drawing.type, drawing.quality)
        case _:
            return save_picture(_picture(drawing, inputs), target, PNG)


def _picture(drawing: Poster | Retouch | Enlargement, inputs: Sequence[str]) -> Image.Image:
    match drawing:
        case Poster():
            return draw_poster(drawing)
        case Retouch():
            return draw_retouch(drawing, inputs)
        case Enlargement():
            return draw_enlargement(drawing, inputs)
