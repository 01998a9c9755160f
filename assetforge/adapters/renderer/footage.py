"""Footage: the frames of a film, one after the other, as a camera moves over pictures.

one input      the camera moves over it
two inputs     the camera moves over both while the first fades into the second
no input       the camera moves over a poster, whose caption stands still
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from assetforge.adapters.media_film import film_frame
from assetforge.adapters.media_picture import flattened
from assetforge.adapters.renderer.art import draw_art
from assetforge.adapters.renderer.caption import caption_layer, draw_plate, plate_of
from assetforge.adapters.renderer.fitted import covering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assetforge.providers.drawing import Film, Move

    Overlay = Callable[[Image.Image], None]

_FADE: Final = (0.3, 0.7)  # shares of the film between which the first picture fades


def footage(film: Film, inputs: Sequence[str]) -> Iterator[Image.Image]:
    """Make the frames of a film, each when it is asked for."""
    grounds, overlay = _from_pictures(film, inputs) if inputs else _from_words(film)
    for index in range(film.frames):
        frame = _frame(film, grounds, index / max(1, film.frames - 1))
        overlay(frame)
        yield frame


def _from_pictures(film: Film, inputs: Sequence[str]) -> tuple[list[Image.Image], Overlay]:
    grounds = [covering(flattened(film_frame(path, 0.0)), _room(film)) for path in inputs[:2]]
    plate = plate_of((film.width, film.height), film.caption)
    return grounds, lambda frame: draw_plate(frame, plate, at_right=True)


def _from_words(film: Film) -> tuple[list[Image.Image], Overlay]:
    art, palette = draw_art(_room(film), film.seed, film.caption.prompt)
    layer = caption_layer((film.width, film.height), film.caption, palette.ink)

    def overlay(frame: Image.Image) -> None:
        if layer is not None:
            frame.paste(layer, (0, frame.height - layer.height), layer)

    return [art], overlay


def _room(film: Film) -> tuple[int, int]:
    """Size a ground so that the nearest view still has a pixel for each pixel of the film."""
    nearest = max(film.move.start.zoom, film.move.end.zoom)
    return round(film.width * nearest), round(film.height * nearest)


def _frame(film: Film, grounds: list[Image.Image], share: float) -> Image.Image:
    size = (film.width, film.height)
    box = seen(film.move, share, grounds[0].size)
    views = [ground.resize(size, Image.Resampling.BICUBIC, box=box) for ground in grounds]
    if len(views) == 1:
        return views[0]
    start, end = _FADE
    fade = eased(min(1.0, max(0.0, (share - start) / (end - start))))
    return Image.blend(views[0], views[1], fade)


def seen(move: Move, share: float, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Work out the part of a ground that is seen at a share of the film, to a part of a pixel."""
    way = eased(share)
    zoom = move.start.zoom + (move.end.zoom - move.start.zoom) * way
    across = move.start.across + (move.end.across - move.start.across) * way
    down = move.start.down + (move.end.down - move.start.down) * way
    width, height = size[0] / zoom, size[1] / zoom
    left, top = (size[0] - width) * across, (size[1] - height) * down
    return left, top, min(left + width, size[0]), min(top + height, size[1])


def eased(share: float) -> float:
    """Start and stop softly: the smooth step, whose speed is nothing at both ends."""
    return share * share * (3 - 2 * share)
