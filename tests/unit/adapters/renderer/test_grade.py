from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.renderer.grade import LOOKS, adjusted, gained, graded, tinted, washed
from assetforge.providers.drawing_operation import Adjust, Grade, Tint
from tests.unit.adapters.renderer.samples import at, lightness, sloped, spread

if TYPE_CHECKING:
    from assetforge.providers.drawing_operation import Look

GRAY = Image.new("RGB", (32, 32), (120, 120, 120))


@pytest.mark.parametrize("look", sorted(LOOKS))
def test_every_look_changes_a_picture_and_keeps_its_size(look: Look) -> None:
    picture = sloped()

    changed = graded(picture, Grade(look=look))

    assert changed.size == picture.size
    assert changed.mode == "RGB"
    assert changed.tobytes() != picture.tobytes()
    assert graded(picture, Grade(look=look, strength=0.0)).tobytes() == picture.tobytes()


def test_grayscale_has_three_equal_channels() -> None:
    red, green, blue = graded(sloped(), Grade(look="grayscale")).split()

    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize("look", ["warm", "sunset", "sepia"])
def test_warm_looks_have_more_red_than_blue(look: Look) -> None:
    red, _, blue = at(graded(GRAY, Grade(look=look)), 16, 20)

    assert red > blue + 20


@pytest.mark.parametrize("look", ["cool", "night", "winter"])
def test_cool_looks_have_more_blue_than_red(look: Look) -> None:
    red, _, blue = at(graded(GRAY, Grade(look=look)), 16, 20)

    assert blue > red + 8


def test_night_is_dark_and_fog_is_pale() -> None:
    assert lightness(graded(sloped(), Grade(look="night"))) < lightness(sloped()) * 0.6
    assert spread(graded(sloped(), Grade(look="fog"))) < spread(sloped())


def test_a_vignette_darkens_the_corners_alone() -> None:
    changed = graded(GRAY, Grade(look="vignette"))

    assert at(changed, 0, 0)[0] < 60
    assert at(changed, 16, 16) == (120, 120, 120)


def test_inverting_twice_changes_nothing() -> None:
    twice = graded(graded(sloped(), Grade(look="invert")), Grade(look="invert"))

    assert twice.tobytes() == sloped().tobytes()


def test_few_flat_colours_are_left_of_a_poster() -> None:
    colours = graded(sloped(), Grade(look="posterize")).getcolors()

    assert colours is not None
    assert len(colours) <= 8


def test_properties_move_as_their_factor_says() -> None:
    picture = sloped()

    assert lightness(adjusted(picture, Adjust(what="brightness", factor=0.5))) < lightness(picture)
    assert lightness(adjusted(picture, Adjust(what="brightness", factor=1.5))) > lightness(picture)
    assert spread(adjusted(picture, Adjust(what="contrast", factor=0.5))) < spread(picture)
    assert adjusted(picture, Adjust(what="saturation", factor=0)).getpixel((3, 3)) == (
        adjusted(picture, Adjust(what="saturation", factor=0)).convert("L").convert("RGB")
    ).getpixel((3, 3))
    assert adjusted(picture, Adjust(what="sharpness", factor=1)).tobytes() == picture.tobytes()


def test_a_tint_pulls_towards_its_colour() -> None:
    red, green, blue = at(tinted(GRAY, Tint(colour="#2b59c3", strength=1.0)), 5, 5)

    assert blue > green > red


def test_channels_are_multiplied_and_stop_at_white() -> None:
    assert at(gained(GRAY, (0.5, 1.0, 9.0)), 0, 0) == (60, 120, 255)


def test_a_wash_differs_from_top_to_bottom() -> None:
    changed = washed(GRAY, [(0, 0, 0), (255, 255, 255)], 1.0)

    assert at(changed, 5, 0)[0] < 120 < at(changed, 5, 31)[0]
