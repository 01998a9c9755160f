"""Sizes: width and height in pixels, and how one follows from a ratio or another size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assetforge.providers.drawing_refusal import no_such_form, size_outside

SHORTEST: Final = 16  # pixels; smaller pictures show nothing
LONGEST: Final = 4096  # pixels, what is drawn here at most
_PAIR = re.compile(r"\s*(\d{1,5})\s*([x:])\s*(\d{1,5})\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height, in pixels; only their ratio counts where a ratio is asked for."""

    width: int
    height: int

    @property
    def long_side(self) -> int:
        """The longer side, in pixels."""
        return max(self.width, self.height)

    @property
    def short_side(self) -> int:
        """The shorter side, in pixels."""
        return min(self.width, self.height)

    def with_long_side(self, pixels: int, step: int = 1) -> Size:
        """Keep the ratio, give the longer side so many pixels, round both to a step."""
        return self.scaled(pixels / self.long_side, step)

    def with_short_side(self, pixels: int, step: int = 1) -> Size:
        """Keep the ratio, give the shorter side so many pixels, round both to a step."""
        return self.scaled(pixels / self.short_side, step)

    def scaled(self, factor: float, step: int = 1) -> Size:
        """Multiply both sides, round to a step and keep them between 16 and 4096 pixels."""
        return Size(
            width=_whole(self.width * factor, step), height=_whole(self.height * factor, step)
        )

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


def parse_size(text: str) -> Size:
    """Read "1600x900".

    Raises:
        MakingError: the text is no size, or a side is not between 16 and 4096 pixels.
    """
    size = _pair(text, "x", "size", "1600x900")
    if size.short_side < SHORTEST or size.long_side > LONGEST:
        raise size_outside(text, SHORTEST, LONGEST)
    return size


def parse_ratio(text: str) -> Size:
    """Read "16:9" as a size of which only the ratio counts.

    Raises:
        MakingError: the text is no ratio.
    """
    return _pair(text, ":", "aspect ratio", "16:9")


def _pair(text: str, sign: str, noun: str, example: str) -> Size:
    match = _PAIR.fullmatch(text)
    if match is None or match[2] != sign or int(match[1]) == 0 or int(match[3]) == 0:
        raise no_such_form(text, noun, example)
    return Size(width=int(match[1]), height=int(match[3]))


def _whole(pixels: float, step: int) -> int:
    return max(SHORTEST, min(LONGEST, round(pixels / step) * step))
