"""Pixels: sizes and ratios as people write them, and the size nearest to a ratio.

    "1600x900" ─parse_pixels▶ Pixels        "16:9" ─parse_ratio▶ Fraction ─nearest_size▶ Pixels

A size that follows from a ratio is a multiple of 8 on both sides, as image models expect. What is
drawn here follows other rules (even numbers, so that 16:9 is 1600x900; `providers.drawing_size`). A
size that a person wrote is taken as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

STEP: Final = 8  # pixels
SHORTEST_DRAWN: Final = 16  # pixels of a side; smaller pictures show nothing
MOST_PIXELS: Final = 64_000_000  # of one picture; decoded it takes 256 MB
MOST_FRAMES: Final = 600  # of an animation from outside
MOST_OF_FRAMES: Final = 2_000_000_000  # pixels of all those frames: 4K for 20 seconds
LONGEST_DRAWN: Final = 4096  # pixels of a side, what is drawn here at most
_PIXELS = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")
_RATIO = re.compile(r"([1-9][0-9]{0,3}):([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A width and a height."""

    width: int
    height: int

    @property
    def long_side(self) -> int:
        """The longer side."""
        return max(self.width, self.height)

    @property
    def short_side(self) -> int:
        """The shorter side."""
        return min(self.width, self.height)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


def parse_pixels(text: object) -> Pixels | None:
    """Read "1600x900"; None where it is anything else."""
    match = _PIXELS.fullmatch(text) if isinstance(text, str) else None
    return Pixels(width=int(match[1]), height=int(match[2])) if match else None


def parse_ratio(text: object) -> Fraction | None:
    """Read "16:9" as width over height; None where it is anything else."""
    match = _RATIO.fullmatch(text) if isinstance(text, str) else None
    return Fraction(int(match[1]), int(match[2])) if match else None


def nearest_size(ratio: Fraction, long_side: int, shortest: int, longest: int) -> Pixels:
    """Find the size nearest to a ratio whose long side is as asked for, if the limits let it.

    The long side grows where the short one would fall below `shortest`; a ratio that does not fit
    between the limits at all is cut to them.
    """
    stretch = max(ratio, 1 / ratio)
    long = min(max(long_side, _up(shortest * stretch)), longest)
    short = min(
        (max(shortest, side) for side in (_down(long / stretch), _up(long / stretch))),
        key=lambda side: abs(Fraction(long, side) - stretch),
    )
    return _turned(ratio, long, short)


def size_with_short_side(ratio: Fraction, short_side: int) -> Pixels:
    """Find the size nearest to a ratio whose short side is as asked for: how films are measured."""
    long = round(short_side * max(ratio, 1 / ratio) / STEP) * STEP
    return _turned(ratio, long, short_side)


def _turned(ratio: Fraction, long: int, short: int) -> Pixels:
    if ratio >= 1:
        return Pixels(width=long, height=short)
    return Pixels(width=short, height=long)


def _down(length: Fraction) -> int:
    return max(STEP, length // STEP * STEP)


def _up(length: Fraction) -> int:
    return -(-length // STEP) * STEP
