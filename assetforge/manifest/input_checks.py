"""What cannot be made of an input, as far as the manifest says what that will be.

    [video.clip]  duration = 4     ──▶  [derive.still]  at = 5          the film has no such moment
    [image.hero]  size = "1600x900" ─▶  [upscale.wide]  size = "800x450"  no larger than it was

What follows from the bytes of an input is found when the asset is made.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem
from assetforge.core.pixels import MOST_PIXELS, Pixels, parse_pixels, parse_ratio
from assetforge.manifest.fields import LONGEST_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.manifest.cell import Cell
    from assetforge.manifest.model import Asset


def check_inputs(
    cell: Cell, asset: Asset, assets: Mapping[str, Asset], capabilities: Mapping[str, Capabilities]
) -> Iterator[Problem]:
    """Find what an asset asks of its input that the input cannot give."""
    source = assets.get(asset.inputs[0]) if asset.inputs else None
    if source is None:
        return
    if asset.kind == "derive":
        yield from _check_moment(cell, asset, source, capabilities)
        yield from _check_pixels(cell, asset, source)
    if asset.kind == "upscale":
        yield from _check_growth(cell, asset, source)


def _check_moment(
    cell: Cell, asset: Asset, film: Asset, capabilities: Mapping[str, Capabilities]
) -> Iterator[Problem]:
    second, seconds = asset.params.get("at"), _seconds(film, capabilities)
    if isinstance(second, int | float) and seconds is not None and second > seconds:
        yield _problem(
            cell, "at", f"`{film.address}` lasts {seconds:g} s, and `at` is {second:g}",
            "choose a moment inside the film",
        )  # fmt: skip


def _seconds(film: Asset, capabilities: Mapping[str, Capabilities]) -> float | None:
    """Say how long a film will be; an edited film lasts as long as the one it is made from."""
    seconds = film.params.get("duration")
    if seconds is None and film.kind == "video" and "shots" not in film.params:
        provider = capabilities.get(film.provider)
        seconds = provider.defaults_of(film.kind, film.model).get("duration") if provider else None
    return float(seconds) if isinstance(seconds, int | float) else None


def _check_pixels(cell: Cell, asset: Asset, source: Asset) -> Iterator[Problem]:
    size = _derived_size(asset, _shape(asset, source))
    if size is not None and size.width * size.height > MOST_PIXELS:
        key = "width" if "width" in asset.params else "height"
        yield _problem(
            cell, key,
            f"the picture would have {size} pixels, and more than {MOST_PIXELS:,} could not be "
            "decoded again",
            f"choose a smaller `{key}`",
        )  # fmt: skip


def _shape(asset: Asset, source: Asset) -> Fraction | None:
    crop = asset.params.get("crop")
    if isinstance(crop, str):
        width, height = crop.replace(":", ",").split(",")[-2:]
        return Fraction(int(width), int(height))
    size = parse_pixels(source.params.get("size"))
    if size is not None:
        return Fraction(size.width, size.height)
    return parse_ratio(source.params.get("aspect_ratio"))


def _derived_size(asset: Asset, shape: Fraction | None) -> Pixels | None:
    width, height = asset.params.get("width"), asset.params.get("height")
    wide = width if isinstance(width, int) else None
    high = height if isinstance(height, int) else None
    if wide and high and asset.params.get("fit") != "fit":
        return Pixels(width=wide, height=high)
    if shape is None or not (wide or high):
        return None
    across = min(Fraction(wide or LONGEST_SIDE), (high or LONGEST_SIDE) * shape)
    return Pixels(width=round(across), height=round(across / shape))


def _check_growth(cell: Cell, asset: Asset, source: Asset) -> Iterator[Problem]:
    size, old = parse_pixels(asset.params.get("size")), parse_pixels(source.params.get("size"))
    if size and old and size.long_side < old.long_side:
        yield _problem(
            cell, "size",
            f"`{source.address}` is {old}, and an `upscale` makes a picture no smaller",
            "choose a larger `size`, or make this a `derive`",
        )  # fmt: skip


def _problem(cell: Cell, key: str, detail: str, hint: str) -> Problem:
    origin = cell.origin(key)
    return Problem(
        code="beyond-input", file=origin.file, path=origin.path,
        summary="more than the input can give", detail=detail, hint=hint,
    )  # fmt: skip
