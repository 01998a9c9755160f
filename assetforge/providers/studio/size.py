"""Which size each kind of asset gets: what is asked for, else what follows from its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.pixels import LONGEST_DRAWN, Pixels
from assetforge.providers.drawing_operation import Crop, Turn
from assetforge.providers.drawing_size import (
    drawn_shape,
    drawn_size,
    rounded,
    with_long_side,
    with_short_side,
)
from assetforge.providers.drawing_word import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.values import Table
    from assetforge.providers.drawing_operation import Operation

LONG_SIDES: Final[Mapping[str, int]] = {"1k": 1024, "hd": 2048, "2k": 2048, "4k": 4096}
FILM_SHORT_SIDES: Final[Mapping[str, int]] = {"480p": 480, "720p": 720, "1080p": 1080}
PICTURE: Final = Pixels(width=1600, height=1200)
FILM: Final = Pixels(width=1280, height=720)
EVEN: Final = 2  # films store colour at half size; steps of 8, as models take, would bend 16:9


def image_size(params: Table) -> Pixels:
    """Work out the size of a picture from words: 1600 pixels along, unless something is asked."""
    return _asked(params) or with_long_side(
        _shape_or(params, PICTURE), _tier(params) or PICTURE.long_side, EVEN
    )


def edit_size(params: Table, ground: Pixels, operations: Sequence[Operation]) -> Pixels:
    """Work out the size of an edit: that of its first input as cropped and turned."""
    if asked := _asked(params):
        return asked
    shaped = _shaped(ground, operations)
    tier = _tier(params)
    if ratio := text_of(params, "aspect_ratio"):
        long_side = tier or min(ground.long_side, LONGEST_DRAWN)
        return with_long_side(drawn_shape(ratio), long_side, EVEN)
    return with_long_side(shaped, tier or min(shaped.long_side, LONGEST_DRAWN))


def upscale_size(params: Table, old: Pixels) -> Pixels:
    """Work out the size of an upscale: the tier's, else double; never smaller than its input."""
    if asked := _asked(params):
        return asked
    long_side = max(_tier(params) or old.long_side * 2, old.long_side)
    return with_long_side(old, min(long_side, LONGEST_DRAWN))


def film_size(params: Table, frame: Pixels | None) -> Pixels:
    """Work out the size of a film: the first frame's ratio, 1280 pixels along, even numbers."""
    if asked := _asked(params):
        return rounded(asked, EVEN)
    shape = _shape_or(params, frame or FILM)
    tier = text_of(params, "resolution") or ""
    if short_side := FILM_SHORT_SIDES.get(tier.lower()):
        return with_short_side(shape, short_side, EVEN)
    return with_long_side(shape, _tier(params) or FILM.long_side, EVEN)


def recut_size(params: Table, old: Pixels) -> Pixels:
    """Work out the size of an edited film: that of its input, unless a tier is asked for."""
    if text_of(params, "resolution") or text_of(params, "size"):
        return film_size(params, old)
    return with_long_side(old, min(old.long_side, LONGEST_DRAWN), EVEN)


def _asked(params: Table) -> Pixels | None:
    text = text_of(params, "size")
    return None if text is None else drawn_size(text)


def _tier(params: Table) -> int | None:
    return LONG_SIDES.get((text_of(params, "resolution") or "").lower())


def _shape_or(params: Table, size: Pixels) -> Pixels:
    text = text_of(params, "aspect_ratio")
    return size if text is None else drawn_shape(text)


def _shaped(size: Pixels, operations: Sequence[Operation]) -> Pixels:
    for operation in operations:
        if isinstance(operation, Turn) and operation.degrees in (90, 270):
            size = Pixels(width=size.height, height=size.width)
        if isinstance(operation, Crop):
            size = cropped(size, operation)
    return size


def cropped(size: Pixels, crop: Crop) -> Pixels:
    """Work out the largest part that has the ratio of a crop."""
    width = min(size.width, round(size.height * crop.across / crop.down))
    height = min(size.height, round(size.width * crop.down / crop.across))
    return Pixels(width=max(1, width), height=max(1, height))
