from __future__ import annotations

import pytest

from assetforge.core.errors import MakingError
from assetforge.core.pixels import Pixels
from assetforge.providers.drawing_size import (
    drawn_shape,
    drawn_size,
    rounded,
    with_long_side,
    with_short_side,
)


def test_a_size_is_read() -> None:
    assert drawn_size("1600x900") == Pixels(width=1600, height=900)


@pytest.mark.parametrize("text", ["", "1600", "1600:900", "ax9", "0x900", "15x900", "4097x16"])
def test_what_is_no_drawable_size_is_refused(text: str) -> None:
    with pytest.raises(MakingError):
        drawn_size(text)


@pytest.mark.parametrize("text", ["16x9", "0:9", "16:0", "wide"])
def test_what_is_no_ratio_is_refused(text: str) -> None:
    with pytest.raises(MakingError, match="aspect ratio"):
        drawn_shape(text)


def test_the_limits_themselves_are_sizes() -> None:
    assert drawn_size("16x4096").long_side == 4096


def test_only_the_ratio_of_a_shape_counts() -> None:
    assert drawn_shape("32:18") == drawn_shape("16:9")


def test_scaling_keeps_the_ratio_and_rounds_to_a_step() -> None:
    wide = Pixels(width=16, height=9)

    assert with_long_side(wide, 1001, 2) == Pixels(width=1000, height=564)
    assert with_short_side(wide, 480, 2) == Pixels(width=854, height=480)
    assert rounded(Pixels(width=641, height=361), 2) == Pixels(width=640, height=360)


def test_no_side_leaves_the_limits() -> None:
    flat = Pixels(width=1000, height=1)

    assert with_long_side(flat, 4096) == Pixels(width=4096, height=16)
