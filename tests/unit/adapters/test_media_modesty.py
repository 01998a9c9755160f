"""Modesty: what takes much is known before it is decoded, and nothing large is opened for that."""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.media import film_type
from assetforge.adapters.media_modesty import MODEST_BYTES, is_modest
from assetforge.core.media import MP4
from tests.unit.adapters.renderer.samples import sloped

if TYPE_CHECKING:
    from pathlib import Path


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, frames: int = 1) -> bytes:
    """Write a PNG of a few bytes that claims a size, and more frames than the one it shows."""
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    animation = chunk(b"acTL", pack(">II", frames, 0)) if frames > 1 else b""
    return b"\x89PNG\r\n\x1a\n" + head + animation + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def webp(side: int) -> bytes:
    """Write the head of a WebP that claims a size."""
    size = (side - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + size * 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(5000, 5000), True),
        (png(5001, 5000), False),
        (png(1000, 1000, frames=24), True),
        (png(1000, 1000, frames=25), False),
        (webp(13_370), False),  # opened, it takes 1.4 GB
        (webp(1 << 24), False),
        (b"\x89PNG\r\n\x1a\n" + bytes(MODEST_BYTES), False),
        (b"\xff\xd8\xff" + b"\xff\xda" * 65, False),
        (b"no picture", True),  # refused at once
        (b"", True),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), True),
        (b"\0\0\0\x18ftypisom" + bytes(40), film_type() != MP4),
    ],
)
def test_what_takes_much_is_known_by_its_header(
    data: bytes, tmp_path: Path, *, expected: bool
) -> None:
    (tmp_path / "in").write_bytes(data)

    assert is_modest(str(tmp_path / "in")) is expected


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_what_people_have_is_modest(form: str, tmp_path: Path) -> None:
    sloped(640, 480).save(tmp_path / "in", form)
    Image.new("RGB", (640, 480)).save(tmp_path / "progressive", "JPEG", progressive=True)

    assert is_modest(str(tmp_path / "in"))
    assert is_modest(str(tmp_path / "progressive"))
