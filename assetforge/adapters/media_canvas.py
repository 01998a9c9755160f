r"""The canvas of a WebP, read from its first bytes: its decoder takes memory for it when it opens.

    RIFF ⟨size⟩ WEBP ┬ VP8X ⟨10⟩ ⟨flags, 4 bytes⟩ ⟨width - 1, 3 bytes⟩ ⟨height - 1, 3 bytes⟩
                     ├ VP8L ⟨size⟩ 2f ⟨width - 1, 14 bits⟩ ⟨height - 1, 14 bits⟩
                     └ VP8  ⟨size⟩ ⟨3 bytes⟩ 9d 01 2a ⟨width, 14 of 16 bits⟩ ⟨height, the same⟩

Sources: WebP container specification and RFC 9649 (2024), 2.5 to 2.7; RFC 6386 (2011), 9.1.
"""

from __future__ import annotations

from typing import Final

_FOURTEEN_BITS: Final = 0x3FFF


def webp_canvas(head: bytes) -> tuple[int, int] | None:
    """Tell width and height by the first 30 bytes of a WebP; None where they do not say."""
    match head[12:16]:
        case b"VP8X":
            return _whole(head[24:27]) + 1, _whole(head[27:30]) + 1
        case b"VP8L" if head[20:21] == b"\x2f":
            bits = _whole(head[21:25])
            return (bits & _FOURTEEN_BITS) + 1, (bits >> 14 & _FOURTEEN_BITS) + 1
        case b"VP8 " if head[23:26] == b"\x9d\x01\x2a":
            return _whole(head[26:28]) & _FOURTEEN_BITS, _whole(head[28:30]) & _FOURTEEN_BITS
        case _:
            return None


def _whole(data: bytes) -> int:
    return int.from_bytes(data, "little")
