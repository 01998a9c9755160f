"""Sizes that are drawn here: as a request says them, or scaled to what can be drawn.

    "1600x900" ─drawn_size▶ Pixels        "16:9" ─drawn_shape▶ 16x9 ─with_long_side▶ 1600x900

Every side that is worked out here lies between 16 and 4096 pixels, rounded to a step of the
caller's choice.
"""

from __future__ import annotations

from assetforge.core.pixels import (
    LONGEST_DRAWN,
    SHORTEST_DRAWN,
    Pixels,
    parse_pixels,
    parse_ratio,
)
from assetforge.providers.drawing_refusal import no_such_form, size_outside


def drawn_size(text: str) -> Pixels:
    """Read "1600x900".

    Raises:
        MakingError: the text is no size, or a side is not between 16 and 4096 pixels.
    """
    size = parse_pixels(text)
    if size is None:
        raise no_such_form(text, "size", "1600x900")
    if size.short_side < SHORTEST_DRAWN or size.long_side > LONGEST_DRAWN:
        raise size_outside(text, SHORTEST_DRAWN, LONGEST_DRAWN)
    return size


def drawn_shape(text: str) -> Pixels:
    """Read "16:9" as a size of which only the ratio counts.

    Raises:
        MakingError: the text is no ratio.
    """
    ratio = parse_ratio(text)
    if ratio is None:
        raise no_such_form(text, "aspect ratio", "16:9")
    return Pixels(width=ratio.numerator, height=ratio.denominator)


def with_long_side(size: Pixels, pixels: int, step: int = 1) -> Pixels:
    """Keep the ratio, give the longer side so many pixels, round both to a step."""
    return _scaled(size, pixels / size.long_side, step)


def with_short_side(size: Pixels, pixels: int, step: int = 1) -> Pixels:
    """Keep the ratio, give the shorter side so many pixels, round both to a step."""
    return _scaled(size, pixels / size.short_side, step)


def rounded(size: Pixels, step: int) -> Pixels:
    """Round both sides to a step."""
    return _scaled(size, 1, step)


def _scaled(size: Pixels, factor: float, step: int) -> Pixels:
    return Pixels(width=_side(size.width * factor, step), height=_side(size.height * factor, step))


def _side(pixels: float, step: int) -> int:
    return max(SHORTEST_DRAWN, min(LONGEST_DRAWN, round(pixels / step) * step))
