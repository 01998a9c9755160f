"""A poster: art from the words of a prompt, with a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.art import draw_art
from assetforge.adapters.renderer.caption import draw_caption

if TYPE_CHECKING:
    from PIL import Image

    from assetforge.providers.drawing import Poster


def draw_poster(poster: Poster) -> Image.Image:
    """Draw a poster in exactly its size."""
    art, palette = draw_art((poster.width, poster.height), poster.seed, poster.caption.prompt)
    draw_caption(art, poster.caption, palette.ink)
    return art
