"""Pictures and films to work on, small and quick to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from assetforge.adapters.media_reel import write_film
from assetforge.core.media import MP4
from assetforge.providers.drawing import Caption

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Caption(title="hero", prompt="A bottle on marble", details=("flux2", "64x48"))
SILENT = Caption(title="", prompt="", details=())


def sloped(width: int = 64, height: int = 48) -> Image.Image:
    """Make a picture that is dark and red at the left, bright and green at the right."""
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    for x in range(width):
        share = x / max(1, width - 1)
        pen.line((x, 0, x, height), fill=(round(200 - 80 * share), round(230 * share), 60))
    return picture


def logo(side: int = 40) -> Image.Image:
    """Make a red disc on nothing."""
    picture = Image.new("RGBA", (side, side))
    ImageDraw.Draw(picture).ellipse((0, 0, side - 1, side - 1), fill=(220, 20, 30, 255))
    return picture


def saved(folder: Path, name: str, picture: Image.Image, form: str = "PNG") -> str:
    path = str(folder / name)
    picture.save(path, form)
    return path


def flash(folder: Path, media_type: str = MP4, *, frames: int = 24, rate: int = 24) -> str:
    """Make a film that runs from black to white."""
    path = str(folder / "flash")
    levels = (round(255 * index / (frames - 1)) for index in range(frames))
    pictures = (Image.new("RGB", (64, 48), (level, level, level)) for level in levels)
    write_film(pictures, path, media_type, (frames, rate))
    return path


def lightness(picture: Image.Image) -> float:
    """Measure the mean brightness, 0 to 255."""
    histogram = picture.convert("L").histogram()
    return sum(level * count for level, count in enumerate(histogram)) / sum(histogram)


def spread(picture: Image.Image) -> int:
    """Measure the distance from the darkest to the brightest pixel."""
    low, high = extremes(picture)
    return high - low


def extremes(picture: Image.Image) -> tuple[int, int]:
    """Find the darkest and the brightest level, 0 to 255."""
    histogram = picture.convert("L").histogram()
    levels = [level for level, count in enumerate(histogram) if count]
    return levels[0], levels[-1]


def without_extra(name: str) -> None:
    """Stand in for `find_spec` where the extra `video` is not installed."""
    del name


def at(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Read one pixel."""
    pixel = picture.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(int(channel) for channel in pixel)
