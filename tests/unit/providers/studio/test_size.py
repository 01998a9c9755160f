from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.pixels import Pixels
from assetforge.providers.drawing_operation import Crop, Turn
from assetforge.providers.studio.size import (
    edit_size,
    film_size,
    image_size,
    recut_size,
    upscale_size,
)

if TYPE_CHECKING:
    from assetforge.core.values import Json
    from assetforge.providers.drawing_operation import Operation

WIDE = Pixels(width=1600, height=900)
Words = dict[str, "Json"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, "1600x1200"),
        ({"size": "333x77"}, "333x77"),
        ({"aspect_ratio": "16:9"}, "1600x900"),
        ({"aspect_ratio": "9:16"}, "900x1600"),
        ({"resolution": "1k"}, "1024x768"),
        ({"resolution": "2k", "aspect_ratio": "1:1"}, "2048x2048"),
        ({"resolution": "4k", "aspect_ratio": "16:9"}, "4096x2304"),
        ({"aspect_ratio": "500:1"}, "1600x16"),
    ],
)
def test_an_image_gets_the_size_asked_for(params: Words, expected: str) -> None:
    assert str(image_size(params)) == expected


@pytest.mark.parametrize(
    ("params", "operations", "expected"),
    [
        ({}, (), "1600x900"),
        ({"size": "50x60"}, (), "50x60"),
        ({"aspect_ratio": "16:9"}, (), "1600x900"),
        ({"aspect_ratio": "1:1"}, (), "1600x1600"),
        ({"resolution": "1k"}, (), "1024x576"),
        ({}, (Crop(across=1, down=1),), "900x900"),
        ({}, (Turn(degrees=90),), "900x1600"),
        ({}, (Turn(degrees=90), Crop(across=1, down=1)), "900x900"),
        ({}, (Turn(degrees=12),), "1600x900"),
    ],
)
def test_an_edit_keeps_its_inputs_size(
    params: Words, operations: tuple[Operation, ...], expected: str
) -> None:
    assert str(edit_size(params, WIDE, operations)) == expected


@pytest.mark.parametrize(
    ("params", "old", "expected"),
    [
        ({}, "1600x900", "3200x1800"),
        ({}, "3000x1000", "4096x1365"),
        ({"resolution": "4k"}, "1600x900", "4096x2304"),
        ({"resolution": "1k"}, "1600x900", "1600x900"),
        ({"size": "3000x1000"}, "1600x900", "3000x1000"),
    ],
)
def test_an_upscale_is_never_smaller_than_its_input(params: Words, old: str, expected: str) -> None:
    width, height = old.split("x")

    assert str(upscale_size(params, Pixels(width=int(width), height=int(height)))) == expected


@pytest.mark.parametrize(
    ("params", "frame", "expected"),
    [
        ({}, None, "1280x720"),
        ({}, Pixels(width=1000, height=1000), "1280x1280"),
        ({"resolution": "480p"}, WIDE, "854x480"),
        ({"resolution": "1080p"}, None, "1920x1080"),
        ({"resolution": "2k"}, None, "2048x1152"),
        ({"size": "641x361"}, None, "640x360"),
        ({"aspect_ratio": "9:16"}, WIDE, "720x1280"),
    ],
)
def test_both_sides_of_a_film_are_even(params: Words, frame: Pixels | None, expected: str) -> None:
    assert str(film_size(params, frame)) == expected


def test_an_edited_film_keeps_its_size_unless_a_tier_is_asked_for() -> None:
    old = Pixels(width=1281, height=721)

    assert str(recut_size({}, old)) == "1280x720"
    assert str(recut_size({"resolution": "480p"}, old)) == "852x480"
