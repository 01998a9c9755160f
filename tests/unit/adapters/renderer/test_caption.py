from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from assetforge.adapters.renderer.caption import (
    caption_layer,
    draw_caption,
    draw_plate,
    plate_of,
)
from tests.unit.adapters.renderer.samples import SILENT, WORDS, extremes, lightness

INK = (20, 20, 40)


@pytest.mark.parametrize("size", [(16, 16), (47, 400), (4096, 16)])
def test_tiny_pictures_carry_no_words(size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, (90, 120, 150))
    before = picture.tobytes()

    draw_caption(picture, WORDS, INK)

    assert picture.tobytes() == before
    assert plate_of(size, WORDS) is None


@pytest.mark.parametrize("size", [(64, 64), (128, 128), (480, 320), (320, 640), (1600, 200)])
def test_words_are_bright_on_a_dark_ground_at_the_lower_edge(size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, (160, 160, 160))

    draw_caption(picture, WORDS, INK)

    lower = picture.crop((0, size[1] // 2, *size))
    assert extremes(lower)[1] > 225
    assert extremes(lower)[0] == extremes(lower.crop((0, lower.height - 2, *lower.size)))[0]
    assert lightness(picture.crop((0, 0, size[0], size[1] // 8))) == pytest.approx(160, abs=12)


def test_a_longer_name_is_written_smaller_and_stays_inside() -> None:
    long = type(WORDS)(title="a-very-long-name-" * 6, prompt="", details=())

    layer = caption_layer((300, 300), long, INK)

    assert layer is not None
    assert extremes(layer.crop((290, 0, 300, layer.height)))[1] < 60


def test_a_caption_without_words_is_still_a_caption() -> None:
    assert caption_layer((300, 300), SILENT, INK) is not None
    assert plate_of((300, 300), SILENT) is None


@pytest.mark.parametrize("at_right", [False, True])
def test_a_plate_lies_in_an_upper_corner(*, at_right: bool) -> None:
    picture = Image.new("RGB", (600, 400), (255, 255, 255))
    plate = plate_of(picture.size, WORDS)

    draw_plate(picture, plate, at_right=at_right)

    changed = ImageChops.difference(
        picture, Image.new("RGB", (600, 400), (255, 255, 255))
    ).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert 10 < top < bottom < 120
    assert (right > 500) == at_right
    assert (left < 50) != at_right
