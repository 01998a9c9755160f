"""Grades: looks and properties of a whole picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageEnhance, ImageOps

from assetforge.adapters.renderer.canvas import blend
from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import colour

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.adapters.renderer.palette import Colour
    from assetforge.providers.drawing_operation import Adjust, Grade, Look, Property, Tint

    Gains = tuple[float, float, float]


def graded(picture: Image.Image, grade: Grade) -> Image.Image:
    """Give an RGB picture a look, as strongly as asked."""
    return Image.blend(picture, LOOKS[grade.look](picture), grade.strength)


def adjusted(picture: Image.Image, adjust: Adjust) -> Image.Image:
    """Change one property of an RGB picture."""
    return _ENHANCERS[adjust.what](picture).enhance(adjust.factor)


def tinted(picture: Image.Image, tint: Tint) -> Image.Image:
    """Lay a colour over an RGB picture and keep its light and shade."""
    gray = ImageOps.grayscale(picture)
    middle = colour(tint.colour)
    toned = ImageOps.colorize(gray, (12, 12, 18), (255, 255, 255), middle)
    return Image.blend(picture, toned, tint.strength)


def gained(picture: Image.Image, gains: Gains) -> Image.Image:
    """Multiply each channel."""
    table = [min(255, round(value * gain)) for gain in gains for value in range(256)]
    return picture.point(table)


def washed(picture: Image.Image, tones: list[Colour], share: float) -> Image.Image:
    """Lay light that changes from top to bottom over a picture."""
    light = ImageChops.soft_light(picture, blend(tones, picture.size))
    return Image.blend(picture, light, share)


def _grayscale(picture: Image.Image) -> Image.Image:
    return ImageOps.grayscale(picture).convert("RGB")


def _sepia(picture: Image.Image) -> Image.Image:
    gray = ImageOps.grayscale(picture)
    return ImageOps.colorize(gray, (38, 24, 14), (255, 243, 219), (158, 118, 78))


def _posterize(picture: Image.Image) -> Image.Image:
    few = picture.quantize(8, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return few.convert("RGB")


def _vignette(picture: Image.Image) -> Image.Image:
    table = [round(200 * max(0.0, value / 255 - 0.35) / 0.65) for value in range(256)]
    mask = Image.radial_gradient("L").point(table).resize(picture.size, Image.Resampling.BILINEAR)
    return Image.composite(Image.new("RGB", picture.size, (8, 8, 12)), picture, mask)


def _sunset(picture: Image.Image) -> Image.Image:
    warm = gained(picture, (1.12, 0.9, 0.78))
    return washed(warm, [(120, 40, 120), (255, 120, 60), (255, 190, 90), (90, 30, 70)], 0.8)


def _dawn(picture: Image.Image) -> Image.Image:
    soft = gained(picture, (1.06, 0.98, 0.98))
    return washed(soft, [(170, 180, 255), (255, 190, 190), (255, 225, 180)], 0.8)


def _night(picture: Image.Image) -> Image.Image:
    calm = ImageEnhance.Color(picture).enhance(0.55)
    dark = gained(calm, (0.22, 0.29, 0.52))
    return washed(dark, [(20, 30, 90), (90, 100, 170), (20, 24, 60)], 0.6)


def _winter(picture: Image.Image) -> Image.Image:
    pale = gained(ImageEnhance.Color(picture).enhance(0.45), (0.96, 1.03, 1.12))
    snowy = Image.blend(pale, Image.new("RGB", picture.size, (236, 244, 252)), 0.22)
    flake = Image.radial_gradient("L").point([max(0, 235 - value * 2) for value in range(256)])
    chance = Chance("snow")
    for _ in range(140):
        side = max(2, round(min(picture.size) * chance.between(0.006, 0.024)))
        place = (round(picture.width * chance.unit()), round(picture.height * chance.unit()))
        snowy.paste((255, 255, 255), place, flake.resize((side, side)))
    return snowy


def _fog(picture: Image.Image) -> Image.Image:
    pale = ImageEnhance.Color(picture).enhance(0.6)
    mask = blend([(235, 235, 235), (170, 170, 170), (90, 90, 90)], picture.size).convert("L")
    return Image.composite(Image.new("RGB", picture.size, (226, 230, 234)), pale, mask)


def _neon(picture: Image.Image) -> Image.Image:
    gray = ImageOps.autocontrast(ImageOps.grayscale(picture))
    return ImageOps.colorize(gray, (14, 4, 48), (120, 255, 246), (232, 36, 168))


LOOKS: Final[Mapping[Look, Callable[[Image.Image], Image.Image]]] = {
    "grayscale": _grayscale,
    "sepia": _sepia,
    "invert": ImageOps.invert,
    "posterize": _posterize,
    "vignette": _vignette,
    "warm": lambda picture: gained(picture, (1.16, 1.02, 0.8)),
    "cool": lambda picture: gained(picture, (0.82, 1.0, 1.16)),
    "sunset": _sunset,
    "dawn": _dawn,
    "night": _night,
    "winter": _winter,
    "fog": _fog,
    "neon": _neon,
}
_ENHANCERS: Final[Mapping[Property, Callable[[Image.Image], ImageEnhance.Brightness
    | ImageEnhance.Contrast | ImageEnhance.Color | ImageEnhance.Sharpness]]] = {
    "brightness": ImageEnhance.Brightness,
    "contrast": ImageEnhance.Contrast,
    "saturation": ImageEnhance.Color,
    "sharpness": ImageEnhance.Sharpness,
}  # fmt: skip
