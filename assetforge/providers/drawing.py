"""Drawings: local work as a description, complete and exact, so that it can be drawn anywhere.

    Drawing ┬ Poster       a picture from words
            ├ Retouch      a picture from pictures, by operations
            ├ Enlargement  the same picture, larger
            ├ Film         a film from no, one or two pictures
            ├ Recut        a film from a film, at another speed or with another look
            └ Derivation   a picture cut, resized or converted

Sizes are the finished pixels. The same drawing of the same inputs is the same bytes, in any
process, with the same versions of Pillow and PyAV.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from assetforge.providers.drawing_operation import Operation

Fit: TypeAlias = Literal["fit", "cover", "contain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words a drawing shows of itself."""

    title: str
    prompt: str
    details: tuple[str, ...]  # model, tier, size and the like, in this order


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """A picture from words: composition and colours follow from the seed and the prompt."""

    width: int
    height: int
    seed: str  # any text; equal seeds give equal art
    caption: Caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Retouch:
    """A picture from pictures: the first is the ground, the others are set into it."""

    width: int
    height: int
    operations: tuple[Operation, ...]
    insets: tuple[str, ...]  # names of the inputs after the first
    caption: Caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Enlargement:
    """The same picture in more pixels."""

    width: int
    height: int
    sharpening: int  # per cent of unsharp mask


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a camera sees of a picture."""

    zoom: float  # 1 sees all, 2 half of each side
    across: float  # where the view lies in the room that zooming leaves: 0 left, 1 right
    down: float  # 0 top, 1 bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A camera's way from one view to another, easing in and out."""

    start: View
    end: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film: a camera move over a picture, from one to another, or over a poster of its own."""

    type: str  # media type, video/mp4 or image/webp
    width: int
    height: int
    frames: int
    rate: int  # frames a second
    move: Move
    seed: str  # of the poster, where there is no input
    caption: Caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Recut:
    """A film from a film: other speed, other direction, other look."""

    type: str
    width: int
    height: int
    frames: int
    rate: int
    speed: float  # seconds of the old film that pass in one second of the new
    is_backwards: bool
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of a picture, in its own pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A picture from a picture or from one frame of a film."""

    type: str
    width: int
    height: int
    part: Box  # what of the input is used
    fit: Fit
    background: str  # "#rrggbb", seen where `contain` leaves room
    quality: int  # 1 to 100, where the format has it
    second: float  # of a film


Drawing: TypeAlias = Poster | Retouch | Enlargement | Film | Recut | Derivation
