"""The local provider: pictures cut, resized and converted here, for every provider's results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE
from assetforge.core.errors import MakingError
from assetforge.core.media import AVIF, JPEG, PNG, WEBP
from assetforge.core.pixels import MOST_PIXELS, parse_ratio
from assetforge.providers.conversation import render
from assetforge.providers.drawing import Box, Derivation
from assetforge.providers.drawing_refusal import (
    crop_outside,
    moment_outside,
    no_such_form,
    nothing_to_work_on,
    other_kind,
)
from assetforge.providers.drawing_word import number_of, text_of, whole_of
from assetforge.providers.protocol import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.media import Media
    from assetforge.core.values import Json, Table
    from assetforge.providers.drawing import Fit
    from assetforge.providers.protocol import Conversation, Order, Request

FORMATS: Final[Mapping[str, str]] = {
    "png": PNG, "jpeg": JPEG, "jpg": JPEG, "webp": WEBP, "avif": AVIF,
}  # fmt: skip
FITS: Final[Mapping[str, Fit]] = {"fit": "fit", "cover": "cover", "contain": "contain"}
DEFAULTS: Final[Mapping[str, Json]] = {
    "fit": "cover", "quality": 85, "background": "#ffffff", "at": 0,
}  # fmt: skip
LONGEST: Final = 16_383  # pixels, the most that WebP holds
DESIGN: Final = 1  # raised when the same request would be derived differently
_WORDS: Final = ("width", "height", "fit", "crop", "background", "format", "quality", "at")
_BOX = re.compile(r"\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*,\s*(\d{1,6})\s*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Local:
    """The provider of every derive: free, repeatable, on this machine."""

    @property
    def name(self) -> str:
        """The word for it in a lock."""
        return "local"

    @property
    def is_local(self) -> bool:
        """Its work is free and repeatable."""
        return True

    def resolve(self, order: Order) -> Table:
        """Fill in defaults and keep what decides the bytes."""
        given = {word: order.params.get(word) for word in _WORDS}
        kept = {word: value for word, value in given.items() if value is not None}
        return {"design": DESIGN, **DEFAULTS, **kept}

    def quote(self, order: Order) -> Credits:
        """Charge nothing, whatever is ordered."""
        del order
        return FREE

    def start(self, request: Request) -> Conversation:
        """Describe the derivation and hand back what was made.

        Raises:
            UnavailableError: this is no derive.
            MakingError: there is no input, or the words do not fit it.
        """
        if request.kind != "derive":
            raise other_kind(request, self.name)
        piece = yield from render(derivation_of(request))
        return Result(piece=piece)


def derivation_of(request: Request) -> Derivation:
    """Work out exactly what is derived: which part, in which pixels and format.

    Raises:
        MakingError: there is no input, the words do not fit it, or nobody could decode the result.
    """
    if not request.inputs:
        raise nothing_to_work_on(request)
    media, params = request.inputs[0].media, request.params
    part, fit = _part(params, media, request.address), _fit(params)
    width, height = _size(params, part, fit)
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(request.address, width, height)
    return Derivation(
        type=_type(params, media),
        width=width,
        height=height,
        part=part,
        fit=fit,
        background=_background(params),
        quality=min(100, max(1, whole_of(params, "quality") or 85)),
        second=_second(params, media, request.address),
    )


def _part(params: Table, media: Media, address: str) -> Box:
    crop = text_of(params, "crop")
    if crop is None:
        return Box(left=0, top=0, width=media.width, height=media.height)
    match = _BOX.fullmatch(crop)
    if match is None:
        return _middle(crop, media)
    left, top, width, height = (int(match[group]) for group in (1, 2, 3, 4))
    if not width or not height or left + width > media.width or top + height > media.height:
        raise crop_outside(address, crop, media)
    return Box(left=left, top=top, width=width, height=height)


def _middle(crop: str, media: Media) -> Box:
    ratio = parse_ratio(crop)
    if ratio is None:
        raise no_such_form(crop, "aspect ratio", "16:9")
    width = max(1, min(media.width, round(media.height * ratio)))
    height = max(1, min(media.height, round(media.width / ratio)))
    return Box(
        left=(media.width - width) // 2,
        top=(media.height - height) // 2,
        width=width,
        height=height,
    )


def _size(params: Table, part: Box, fit: Fit) -> tuple[int, int]:
    width, height = whole_of(params, "width"), whole_of(params, "height")
    if width and height and fit == "fit":
        factor = min(width / part.width, height / part.height)
        width, height = round(part.width * factor), round(part.height * factor)
    elif width and not height:
        height = round(width * part.height / part.width)
    elif height and not width:
        width = round(height * part.width / part.height)
    return _side(width or part.width), _side(height or part.height)


def _side(pixels: int) -> int:
    return max(1, min(LONGEST, pixels))


def _too_many_pixels(address: str, width: int, height: int) -> MakingError:
    return MakingError(
        f"{address} would have {width}x{height} pixels; more than {MOST_PIXELS:,} could not be "
        "decoded again",
        next_step="Choose a smaller `width` or `height`.",
    )


def _fit(params: Table) -> Fit:
    return FITS.get(text_of(params, "fit") or "", "cover")


def _type(params: Table, media: Media) -> str:
    """Read the format asked for; else a picture keeps its own and a film's frame is a PNG."""
    asked = FORMATS.get((text_of(params, "format") or "").lower())
    return asked or (PNG if media.is_film else media.type)


def _background(params: Table) -> str:
    text = text_of(params, "background") or ""
    return text.lower() if _COLOUR.fullmatch(text) else "#ffffff"


def _second(params: Table, media: Media, address: str) -> float:
    second = number_of(params, "at") or 0.0
    if media.seconds is not None and second > media.seconds:
        raise moment_outside(address, second, media.seconds)
    return max(0.0, second)
