from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from assetforge.sandbox.plain_picture import picture_bomb, plain_picture


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (1600, 904)])
def test_a_plain_picture_is_whole_and_of_one_colour(size: tuple[int, int]) -> None:
    data = plain_picture(*size, b"\x10\x20\x30\x40")

    with Image.open(BytesIO(data), formats=("PNG",)) as picture:
        colours = picture.convert("RGB").getcolors()
        assert picture.size == size
    assert colours == [(size[0] * size[1], (16, 32, 48))]


def test_a_bomb_is_small_and_claims_to_be_huge() -> None:
    data = picture_bomb()

    assert len(data) < 1000
    assert data[16:24] == (30_000).to_bytes(4, "big") * 2
