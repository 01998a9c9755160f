"""Operations: what an edit does to a picture, one after the other, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Look: TypeAlias = Literal[
    "grayscale", "sepia", "invert", "posterize", "vignette",
    "warm", "cool", "sunset", "dawn", "night", "winter", "fog", "neon",
]  # fmt: skip
Property: TypeAlias = Literal["brightness", "contrast", "saturation", "sharpness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Give the whole picture a look."""

    look: Look
    strength: float = 1.0  # 0 leaves it as it is, 1 is the full look


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjust:
    """Change one property of the whole picture."""

    what: Property
    factor: float  # 1 leaves it as it is, 0 takes it away, 2 doubles it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint:
    """Lay a colour over the picture and keep its light and shade."""

    colour: str  # "#rrggbb"
    strength: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Blur:
    """Soften the picture."""

    share: float  # radius as a share of the shorter side


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixelate:
    """Make the picture of large squares."""

    squares: int  # along the longer side


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """Swap left and right, or top and bottom."""

    swap: Literal["sides", "ends"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Turn the picture clockwise; a right angle swaps its width and height."""

    degrees: int  # 0 to 359


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """Keep the largest middle part that has a ratio of width to height."""

    across: int
    down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Write a text on the picture."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """Change the picture visibly but mildly, where an instruction says nothing plain."""

    seed: str


Operation: TypeAlias = (
    Grade | Adjust | Tint | Blur | Pixelate | Mirror | Turn | Crop | Words | Variation
)
