"""Bounds of a download: how large, how slow and how roundabout it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadBounds:
    """Bytes and seconds. The time allowed grows with what has come, so only a drip runs out."""

    picture_bytes: int = 64 * MEBIBYTE  # 16 megapixels, RGBA, not compressed at all
    film_bytes: int = 1024 * MEBIBYTE
    first_seconds: float = 60  # to the end, for a body of nothing
    seconds_per_mebibyte: float = 4  # beyond that: 2 Mbit/s
    connect_seconds: float = 10
    read_seconds: float = 30  # between two pieces
    redirects: int = 3
    resumes: int = 5  # of one fetch; each must have brought something

    def allowed(self, transferred: int) -> float:
        """Seconds that may have passed once so many bytes were transferred."""
        return self.first_seconds + self.seconds_per_mebibyte * transferred / MEBIBYTE

    def most(self, *, is_film: bool) -> int:
        """Bytes of a result."""
        return self.film_bytes if is_film else self.picture_bytes


USUAL: Final = DownloadBounds()
