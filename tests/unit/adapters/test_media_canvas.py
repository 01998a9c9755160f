"""The canvas of a WebP: read as its decoder reads it, without a decoder."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assetforge.adapters.media_canvas import webp_canvas

if TYPE_CHECKING:
    from collections.abc import Mapping

WAYS: Mapping[str, Mapping[str, object]] = {
    "lossy": {},
    "lossless": {"lossless": True},
    "with a profile": {"icc_profile": b"profile"},
    "animated": {"save_all": True, "append_images": [Image.new("RGB", (1, 1))], "duration": 40},
}


def webp(width: int, height: int, way: str) -> bytes:
    made = BytesIO()
    options = dict(WAYS[way])
    if "append_images" in options:
        options["append_images"] = [Image.new("RGB", (width, height), "teal")]
    Image.new("RGB", (width, height)).save(made, "WEBP", **options)
    return made.getvalue()


@pytest.mark.parametrize("way", WAYS)
@given(width=st.integers(1, 300), height=st.integers(1, 300))
def test_the_canvas_is_the_one_that_the_decoder_finds(way: str, width: int, height: int) -> None:
    assert webp_canvas(webp(width, height, way)[:32]) == (width, height)


def test_the_largest_of_each_kind_is_read() -> None:
    extended = b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + b"\xff" * 6
    lossless = b"RIFF\0\0\0\0WEBPVP8L\n\0\0\0\x2f" + b"\xff" * 9

    assert webp_canvas(extended) == (1 << 24, 1 << 24)
    assert webp_canvas(lossless) == (1 << 14, 1 << 14)


@given(st.binary(max_size=32))
def test_any_bytes_have_a_canvas_or_none(head: bytes) -> None:
    found = webp_canvas(head)

    assert found is None or min(found) >= 0
