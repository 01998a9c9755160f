from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from assetforge.adapters.renderer.operate import operated, write_words
from assetforge.providers.drawing_operation import (
    Adjust,
    Blur,
    Crop,
    Grade,
    Mirror,
    Operation,
    Pixelate,
    Tint,
    Turn,
    Variation,
    Words,
)
from tests.unit.adapters.renderer.samples import at, lightness, logo, sloped, spread


def test_a_mirror_swaps_sides_or_ends() -> None:
    picture = sloped()

    assert operated(picture, [Mirror(swap="sides")]).tobytes() == ImageOps.mirror(picture).tobytes()
    turned = picture.rotate(90, expand=True)
    assert operated(turned, [Mirror(swap="ends")]).tobytes() == ImageOps.flip(turned).tobytes()


@pytest.mark.parametrize(("degrees", "size"), [(90, (48, 64)), (180, (64, 48)), (270, (48, 64))])
def test_a_right_angle_swaps_width_and_height(degrees: int, size: tuple[int, int]) -> None:
    assert operated(sloped(), [Turn(degrees=degrees)]).size == size


def test_a_turn_is_clockwise() -> None:
    turned = operated(sloped(), [Turn(degrees=90)])

    assert at(turned, 5, 2)[1] < at(turned, 5, 60)[1]


@pytest.mark.parametrize("degrees", [1, 12, 45, 133, 359])
def test_another_angle_leaves_no_empty_corner(degrees: int) -> None:
    white = Image.new("RGB", (200, 120), (255, 255, 255))

    turned = operated(white, [Turn(degrees=degrees)])

    assert turned.convert("L").getextrema()[0] == 255


@pytest.mark.parametrize(
    ("across", "down", "size"), [(1, 1, (48, 48)), (2, 1, (64, 32)), (1, 99, (1, 48))]
)
def test_a_crop_keeps_the_largest_middle_part(
    across: int, down: int, size: tuple[int, int]
) -> None:
    assert operated(sloped(), [Crop(across=across, down=down)]).size == size


def test_a_blur_softens_an_edge() -> None:
    picture = Image.new("RGB", (64, 64), (0, 0, 0))
    picture.paste((255, 255, 255), (32, 0, 64, 64))

    assert 20 < at(operated(picture, [Blur(share=0.05)]), 31, 30)[0] < 230


def test_pixels_become_squares() -> None:
    coarse = operated(sloped(64, 48), [Pixelate(squares=8)])

    colours = coarse.getcolors()
    assert coarse.size == (64, 48)
    assert colours is not None
    assert len(colours) == 8
    assert operated(sloped(64, 48), [Pixelate(squares=96)]).tobytes() == sloped(64, 48).tobytes()


def test_operations_follow_each_other() -> None:
    both = operated(sloped(), [Crop(across=1, down=1), Adjust(what="brightness", factor=0.5)])

    assert both.size == (48, 48)
    assert lightness(both) < lightness(sloped())


@pytest.mark.parametrize(
    "operation",
    [Grade(look="sepia"), Tint(colour="#1b7f8c"), Variation(seed="a"), Mirror(swap="sides"),
     Adjust(what="contrast", factor=1.4)],
)  # fmt: skip
def test_what_is_transparent_stays_so(operation: Operation) -> None:
    changed = operated(logo(), [operation])

    assert changed.mode == "RGBA"
    assert at(changed, 0, 0)[3] == 0
    assert at(changed, 20, 20)[3] == 255


def test_a_variation_is_seen_and_another_seed_is_another() -> None:
    one = operated(sloped(), [Variation(seed="one")])
    two = operated(sloped(), [Variation(seed="two")])

    assert len({one.tobytes(), two.tobytes(), sloped().tobytes()}) == 3


@pytest.mark.parametrize("text", ["Spring", "A sentence that is far too long for one line", "東京"])
@pytest.mark.parametrize("size", [(320, 240), (60, 200), (16, 16)])
def test_words_are_written_white_on_dark(text: str, size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, (128, 128, 128))

    write_words(picture, text)

    assert spread(picture) > 50


def test_words_wait_until_the_end() -> None:
    assert operated(sloped(), [Words(text="x")]).tobytes() == sloped().tobytes()
