"""MP4 without a decoder: enough of the container to tell its size, its length and a cut end.

    ftyp │ moov ─ mvhd            length = duration / timescale
         │      └ trak ─ tkhd     width and height, 16.16 fixed point, the largest track counts
         │ mdat                   the film itself: its end must lie inside the file

Source: ISO/IEC 14496-12 (2015), 8.2.2 and 8.3.2.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, Final

from assetforge.adapters.media_refusal import damaged
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, Media

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HEAD: Final = 64 * 1024 * 1024  # bytes of `moov`; a film of hours stays below
_MOST_BOXES: Final = 10_000


def probe_boxes(path: str) -> Media:
    """Tell width, height and seconds of an MP4 from its container alone.

    Raises:
        MakingError: the container is damaged or cut short.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (a path from the store is text)
            moov = _moov(file)
        seconds = _seconds(_body_of(moov, b"mvhd"))
        width, height = max(_sizes(moov))
    except MakingError:
        raise
    except (struct.error, IndexError, ValueError, ZeroDivisionError):
        raise damaged("film", "its index cannot be read") from None
    if not width or not height or seconds <= 0:
        raise damaged("film", "it holds no pictures")
    return Media(type=MP4, width=width, height=height, seconds=round(seconds, 3))


def _moov(file: BinaryIO) -> bytes:
    end = file.seek(0, 2)
    found: dict[bytes, bytes] = {}
    place = 0
    while place < end and len(found) < _MOST_BOXES:
        file.seek(place)
        name, head, size = _header(file.read(16), end - place)
        if size < head or place + size > end:
            raise damaged("film", "its last part is missing")
        wanted = name == b"moov" and size <= _MOST_HEAD
        found[name] = _body(file, place + head, size - head) if wanted else b""
        place += size
    if b"mdat" not in found or not found.get(b"moov"):
        raise damaged("film", "it has no index or no pictures")
    return found[b"moov"]


def _body(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)


def _header(data: bytes, rest: int) -> tuple[bytes, int, int]:
    """Read a box's name, the length of its header and its whole length."""
    size, name = struct.unpack_from(">I4s", data)
    if size == 1:
        return name, 16, struct.unpack_from(">Q", data, 8)[0]
    return name, 8, size or rest


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(data):
        name, head, size = _header(data[place : place + 16], len(data) - place)
        if size < head:
            raise damaged("film", "its index cannot be read")
        yield name, data[place + head : place + size]
        place += size


def _body_of(data: bytes, wanted: bytes) -> bytes:
    return next((body for name, body in _boxes(data) if name == wanted), b"")


def _seconds(mvhd: bytes) -> float:
    if mvhd[0] == 1:
        scale, duration = struct.unpack_from(">IQ", mvhd, 20)
    else:
        scale, duration = struct.unpack_from(">II", mvhd, 12)
    return float(duration) / float(scale)


def _sizes(moov: bytes) -> Iterator[tuple[int, int]]:
    for name, track in _boxes(moov):
        if name == b"trak":
            header = _body_of(track, b"tkhd")
            width, height = struct.unpack_from(">II", header, 88 if header[0] == 1 else 76)
            yield width >> 16, height >> 16
