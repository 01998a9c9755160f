from __future__ import annotations

import pytest

from assetforge.core.errors import MakingError
from assetforge.providers.drawing_size import Size, parse_ratio, parse_size


def test_a_size_is_read() -> None:
    assert parse_size("1600x900") == Size(width=1600, height=900)


@pytest.mark.parametrize("text", ["", "1600", "1600:900", "ax9", "0x900", "15x900", "4097x16"])
def test_what_is_no_drawable_size_is_refused(text: str) -> None:
    with pytest.raises(MakingError):
        parse_size(text)


@pytest.mark.parametrize("text", ["16x9", "0:9", "16:0", "wide"])
def test_what_is_no_ratio_is_refused(text: str) -> None:
    with pytest.raises(MakingError, match="aspect ratio"):
        parse_ratio(text)


def test_the_limits_themselves_are_sizes() -> None:
    assert parse_size("16x4096").long_side == 4096


def test_scaling_keeps_the_ratio_and_rounds_to_a_step() -> None:
    assert Size(width=16, height=9).with_long_side(1001, 2) == Size(width=1000, height=564)
    assert Size(width=16, height=9).with_short_side(480, 2) == Size(width=854, height=480)


def test_no_side_leaves_the_limits() -> None:
    assert Size(width=1000, height=1).with_long_side(4096) == Size(width=4096, height=16)
