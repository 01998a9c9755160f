"""Comparison: what came back, held against what was asked for.

    size        asked for by the manifest: a shorter long side is remarked upon
    tier        1k 1024, 2k 2048, 4k 4096 pixels on the long side of a picture;
                480p, 720p, 1080p, 4k (2160) on the short side of a film
                under three quarters of it: too little to look like a success
    ratio       another shape than was asked for is remarked upon
    duration    a film that is clearly shorter is remarked upon

LetzAI answers a tier that it does not have with the model's default, silently (LetzAI skill,
2026-07-28), so that only the pixels tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.pixels import Pixels, parse_pixels, parse_ratio
from assetforge.providers.known import LONG_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from assetforge.core.media import Media
    from assetforge.core.values import Table

_LONG_SIDES: Final[Mapping[str, int]] = {"1k": 1024, "2k": 2048, "4k": 4096}
_SHORT_SIDES: Final[Mapping[str, int]] = {"480p": 480, "720p": 720, "1080p": 1080, "4k": 2160}
_ENOUGH: Final = 0.75  # of a tier's pixels; tiers are names, and differ from model to model
_SAME_SHAPE: Final = 0.05  # how far a ratio may be off: models round to their own steps
_SAME_LENGTH: Final = 0.9  # of the seconds that were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a person should know of a result."""

    remarks: tuple[str, ...] = ()
    is_short: bool = False  # less than three quarters of the tier, whether or not one was named


def compared(params: Table, usual: Table, media: Media) -> Comparison:
    """Hold a result against its order; `usual` is what the model is asked where nothing is said."""
    came = Pixels(width=media.width, height=media.height)
    tier = str(params.get("resolution", ""))
    asked = parse_pixels(params.get("size"))
    wished = asked if params.get("size") != usual.get("size") else None
    is_short = _is_short(tier, asked, came, is_film=media.is_film)
    remarks = (
        *([_short(tier, came)] if is_short else _smaller(wished, came)),
        *_other_shape(_ratio(params, wished), came),
        *_shorter(params.get("duration"), media.seconds),
    )
    return Comparison(remarks=remarks, is_short=is_short)


def _is_short(tier: str, asked: Pixels | None, came: Pixels, *, is_film: bool) -> bool:
    nominal = (_SHORT_SIDES if is_film else _LONG_SIDES).get(tier)
    if nominal is None:
        return False
    if is_film:
        return came.short_side < _ENOUGH * nominal
    # Whoever writes a size that is smaller than usual does not expect the pixels of the tier.
    if asked is not None and asked.long_side < LONG_SIDE:
        nominal = min(nominal, asked.long_side)
    return came.long_side < _ENOUGH * nominal


def _short(tier: str, came: Pixels) -> str:
    return f"asked for {tier}, and {came} came: much less than its name promises"


def _smaller(asked: Pixels | None, came: Pixels) -> Iterator[str]:
    if asked is not None and came.long_side < asked.long_side:
        yield f"asked for {asked}, and {came} came"


def _ratio(params: Table, asked: Pixels | None) -> Fraction | None:
    if asked is not None:
        return parse_ratio(f"{asked.width}:{asked.height}") if asked.long_side < 10**4 else None
    return parse_ratio(params.get("aspect_ratio"))


def _other_shape(ratio: Fraction | None, came: Pixels) -> Iterator[str]:
    if ratio is None or came.height == 0:
        return
    if abs(came.width / came.height / float(ratio) - 1) > _SAME_SHAPE:
        wide = f"{ratio.numerator}:{ratio.denominator}"
        yield f"asked for the shape {wide}, and {came} came, which is another"


def _shorter(asked: object, seconds: float | None) -> Iterator[str]:
    if isinstance(asked, int | float) and seconds is not None and seconds < _SAME_LENGTH * asked:
        yield f"asked for {asked:g} s, and {seconds:g} s came"
