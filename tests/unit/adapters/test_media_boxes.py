from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.adapters.media_boxes import probe_boxes
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, Media
from tests.unit.adapters.renderer.samples import flash

if TYPE_CHECKING:
    from pathlib import Path


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def film(*, version: int = 0, scale: int = 1000, duration: int = 2500) -> bytes:
    form = ">B3xQQIQ" if version else ">B3xIIII"
    mvhd = struct.pack(form, version, 0, 0, scale, duration)
    tkhd = (
        bytes([version]) + bytes(87 if version else 75) + struct.pack(">II", 320 << 16, 200 << 16)
    )
    moov = box(b"moov", box(b"mvhd", mvhd) + box(b"trak", box(b"tkhd", tkhd)))
    return box(b"ftyp", b"isom\0\0\0\0") + moov + box(b"mdat", b"film")


@pytest.mark.parametrize("version", [0, 1])
def test_size_and_length_are_read_from_the_container(tmp_path: Path, version: int) -> None:
    path = tmp_path / "film"
    path.write_bytes(film(version=version))

    assert probe_boxes(str(path)) == Media(type=MP4, width=320, height=200, seconds=2.5)


def test_it_agrees_with_the_decoder(tmp_path: Path) -> None:
    path = flash(tmp_path, frames=36)

    assert probe_boxes(path) == Media(type=MP4, width=64, height=48, seconds=1.5)


@pytest.mark.parametrize(
    "data",
    [
        film()[:-1],
        film()[:60],
        film(scale=0),
        film(duration=0),
        box(b"ftyp", b"isom"),
        box(b"moov", b"") + box(b"mdat", b""),
        struct.pack(">I4s", 3, b"moov"),
    ],
)
def test_a_damaged_container_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "film"
    path.write_bytes(data)

    with pytest.raises(MakingError, match="damaged"):
        probe_boxes(str(path))


@given(st.binary(max_size=60), st.integers(0, len(film())))
def test_any_bytes_are_measured_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
) -> None:
    path = tmp_path_factory.mktemp("boxes") / "film"
    data = film()
    path.write_bytes(data[:place] + noise + data[place + len(noise) :])

    assert outcome(str(path)) in {"measured", "refused"}


def outcome(path: str) -> str:
    """Measure a film; only the refusal that is promised may come instead."""
    try:
        return "measured" if probe_boxes(path).is_film else "still"
    except MakingError:
        return "refused"
