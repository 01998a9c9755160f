from __future__ import annotations

import pytest
from PIL import Image

from assetforge.adapters.renderer.fitted import covering, resized
from tests.unit.adapters.renderer.samples import at, sloped


@pytest.mark.parametrize("size", [(10, 100), (100, 10), (64, 48), (1, 1), (333, 17)])
def test_a_picture_fills_any_size(size: tuple[int, int]) -> None:
    assert covering(sloped(), size).size == size


def test_the_middle_is_kept() -> None:
    picture = Image.new("RGB", (300, 100), (0, 0, 0))
    picture.paste((255, 255, 255), (100, 0, 200, 100))

    kept = covering(picture, (50, 50))

    assert at(kept, 25, 25) == (255, 255, 255)
    assert min(at(kept, 3, 25)) > 240 < min(at(kept, 46, 25))


def test_what_has_the_size_is_the_same_and_a_picture_of_its_own() -> None:
    picture = sloped()

    same = resized(picture, picture.size)

    assert same.tobytes() == picture.tobytes()
    assert same is not picture


def test_a_colour_profile_is_carried_along() -> None:
    picture = sloped()
    picture.info["icc_profile"] = b"profile"

    assert covering(picture, (20, 20)).info["icc_profile"] == b"profile"


def test_nothing_is_turned() -> None:
    small = covering(sloped(), (16, 12))

    assert at(small, 1, 6)[1] < at(small, 14, 6)[1]
