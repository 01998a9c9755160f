from __future__ import annotations

from fractions import Fraction

import pytest

from assetforge.core.pixels import (
    Pixels,
    nearest_size,
    parse_pixels,
    parse_ratio,
    size_with_short_side,
)


def test_a_size_is_read_as_written() -> None:
    assert parse_pixels("1600x900") == Pixels(width=1600, height=900)


@pytest.mark.parametrize("text", ["1600", "0x900", "1600 x 900", "-1x2", "123456x1", 16.9, None])
def test_what_is_no_size_is_not_read(text: object) -> None:
    assert parse_pixels(text) is None


def test_a_ratio_is_width_over_height() -> None:
    assert parse_ratio("9:16") == Fraction(9, 16)


@pytest.mark.parametrize("text", ["16/9", "0:9", "16:0", "16:", "12345:1", 1.5, None])
def test_what_is_no_ratio_is_not_read(text: object) -> None:
    assert parse_ratio(text) is None


@pytest.mark.parametrize(
    ("ratio", "size"),
    [
        ("1:1", "1600x1600"),
        ("16:9", "1600x904"),  # 1600x900 is no multiple of 8; 1600x896 is farther off
        ("9:16", "904x1600"),
        ("4:3", "1600x1200"),
        ("3:4", "1200x1600"),
        ("21:9", "1600x688"),
        ("10:3", "1600x480"),
        ("4:1", "1920x480"),  # the long side grows, for no side may be under 480
        ("1:4", "480x1920"),
        ("9:2", "2160x480"),
    ],
)
def test_a_ratio_becomes_the_nearest_size_inside_the_limits(ratio: str, size: str) -> None:
    shape = parse_ratio(ratio)
    assert shape is not None

    found = nearest_size(shape, long_side=1600, shortest=480, longest=2160)

    assert str(found) == size


@pytest.mark.parametrize(
    ("ratio", "short_side", "size"),
    [("16:9", 720, "1280x720"), ("9:16", 1080, "1080x1920"), ("1:1", 480, "480x480")],
)
def test_a_film_is_measured_by_its_short_side(ratio: str, short_side: int, size: str) -> None:
    shape = parse_ratio(ratio)
    assert shape is not None

    found = size_with_short_side(shape, short_side)

    assert str(found) == size


def test_a_size_has_a_long_and_a_short_side() -> None:
    tall = Pixels(width=900, height=1600)

    assert (tall.long_side, tall.short_side) == (1600, 900)
