"""Media: what kind of picture or film some bytes are, and the file that holds them.

extension   media type     holds
.png        image/png      a picture, lossless
.jpg .jpeg  image/jpeg     a picture
.webp       image/webp     a picture, or a short film (animated)
.avif       image/avif     a picture
.mp4        video/mp4      a film
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest

PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
WEBP: Final = "image/webp"
AVIF: Final = "image/avif"
MP4: Final = "video/mp4"

TYPE_BY_EXTENSION: Final[Mapping[str, str]] = {
    ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".webp": WEBP, ".avif": AVIF, ".mp4": MP4,
}  # fmt: skip
EXTENSION_BY_TYPE: Final[Mapping[str, str]] = {
    PNG: ".png", JPEG: ".jpg", WEBP: ".webp", AVIF: ".avif", MP4: ".mp4",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """What was found by decoding some bytes, never by trusting their name."""

    type: str
    width: int  # pixels
    height: int  # pixels
    seconds: float | None = None  # None: a still picture

    @property
    def is_film(self) -> bool:
        """Say whether it moves, whatever its container."""
        return self.seconds is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes in the store: named by content, and what they were found to be."""

    digest: Digest
    size: int  # bytes
    media: Media
