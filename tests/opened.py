"""What a file really is, found by decoding all of it with Pillow or PyAV, not with our own code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import av
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

_FILMS: Final = frozenset({".mp4", ".mov"})


def opened(path: Path) -> str:
    """Decode a picture or film to its end; say its format, its pixels and its seconds."""
    return _film(path) if path.suffix in _FILMS else _picture(path)


def _picture(path: Path) -> str:
    with Image.open(path) as picture:
        picture.load()
        frames = int(getattr(picture, "n_frames", 1))
        words = f"{picture.format} {picture.width}x{picture.height}"
    return words if frames == 1 else f"{words} {frames} frames"


def _film(path: Path) -> str:
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        frames = sum(1 for _ in film.decode(stream))
        assert stream.average_rate is not None, f"{path} does not say how fast it plays"
        seconds = float(frames / stream.average_rate)
        codec = stream.codec_context
        return f"{codec.name} {codec.width}x{codec.height} {seconds:.1f} s"
