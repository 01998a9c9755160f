"""Plain pictures: one colour, any size, made in a millisecond; and one that is a bomb.

signature │ IHDR width height, 1 bit, palette │ PLTE 1 colour │ IDAT │ IEND
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_BOMB_SIDE: Final = 30_000  # pixels: 900 million of them


def plain_picture(width: int, height: int, colour: bytes) -> bytes:
    """Make a PNG of one colour, three bytes of red, green and blue."""
    row = b"\0" * (1 + (width + 7) // 8)
    return _png(width, height, colour, zlib.compress(row * height, 1))


def picture_bomb() -> bytes:
    """Make a small file that claims to be 30000 pixels wide and high."""
    return _png(_BOMB_SIDE, _BOMB_SIDE, b"\0\0\0", zlib.compress(b"\0" * 65_536))


def _png(width: int, height: int, colour: bytes, data: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", colour[:3]), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)
