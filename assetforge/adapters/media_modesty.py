"""Modesty: whether decoding a file takes so little that it needs no process of its own.

    bytes, pixels of all frames, scans ─ all modest ─▶ decoded here, in milliseconds
                                       ─ else, or a film ─▶ decoded in a child with limits

Judged by the header alone. A WebP is not even opened before: that takes memory for its canvas. A
progressive JPEG may scan the same pixels a million times in a file of a few megabytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assetforge.adapters.media import film_type, kind_of
from assetforge.adapters.media_canvas import webp_canvas
from assetforge.core.errors import MakingError
from assetforge.core.media import JPEG, MP4, WEBP

MODEST_BYTES: Final = 32 * 1024 * 1024
MODEST_PIXELS: Final = 25_000_000  # of all frames: what a good camera makes
MODEST_SCANS: Final = 64  # of a JPEG; programs write ten or so
_SCAN: Final = b"\xff\xda"


def is_modest(path: str) -> bool:
    """Say whether decoding a file takes little, or nothing because it is refused at once.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        kind = kind_of(path)
        if kind == MP4:
            return film_type() != MP4  # without a decoder, only its container is read
        return Path(path).stat().st_size <= MODEST_BYTES and _is_modest_picture(path, kind)
    except MakingError:
        return True  # it is refused in the same way when it is probed


def _is_modest_picture(path: str, kind: str) -> bool:
    from assetforge.adapters.media_picture import frames_of, opened

    if kind == WEBP and not _is_modest_canvas(path):
        return False
    if kind == JPEG and Path(path).read_bytes().count(_SCAN) > MODEST_SCANS:
        return False
    with opened(path) as picture:
        return frames_of(picture) * picture.width * picture.height <= MODEST_PIXELS


def _is_modest_canvas(path: str) -> bool:
    from assetforge.adapters.media_picture import HEAD

    with Path(path).open("rb") as file:
        width, height = webp_canvas(file.read(HEAD)) or (0, 0)
    return width * height <= MODEST_PIXELS
