"""Fitting: one picture brought to the size of another, whole or filled."""

from __future__ import annotations

from PIL import Image


def covering(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Fill a size with the middle of a picture."""
    factor = max(size[0] / picture.width, size[1] / picture.height)
    width, height = size[0] / factor, size[1] / factor
    left, top = (picture.width - width) / 2, (picture.height - height) / 2
    box = (max(0.0, left), max(0.0, top),
           min(picture.width, left + width), min(picture.height, top + height))  # fmt: skip
    return resized(picture, size, box)


def resized(
    picture: Image.Image,
    size: tuple[int, int],
    box: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    """Resample a picture, or a part of it, to a size; what is already so is not touched."""
    whole = box is None or box == (0, 0, picture.width, picture.height)
    if whole and picture.size == size:
        return picture.copy()
    part = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    part.info = dict(picture.info)
    return part
