from __future__ import annotations

import pytest
from PIL import Image

from assetforge.adapters.renderer.inset import set_in
from tests.unit.adapters.renderer.samples import at, logo

WHITE = (255, 255, 255)
BLUE = Image.new("RGB", (80, 60), (0, 0, 200))


def ground(width: int = 400, height: int = 300) -> Image.Image:
    return Image.new("RGB", (width, height), (90, 90, 90))


def pixels(picture: Image.Image, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    return [
        (x, y) for x in range(picture.width) for y in range(picture.height)
        if at(picture, x, y) == colour
    ]  # fmt: skip


def test_a_logo_is_set_in_without_a_frame_at_the_lower_right() -> None:
    picture = ground()

    set_in(picture, [("mark", logo())])

    found = pixels(picture, (220, 20, 30))
    assert len(found) > 500
    assert min(x for x, _ in found) > 200
    assert min(y for _, y in found) > 150
    assert not pixels(picture, WHITE)


def test_another_picture_gets_a_white_rim_and_a_shadow() -> None:
    picture = ground()

    set_in(picture, [("person", BLUE)])

    assert pixels(picture, WHITE)
    assert pixels(picture, (0, 0, 200))
    assert any(max(at(picture, x, y)) < 70 for x in range(250, 400) for y in range(180, 300))


def test_a_picture_named_logo_needs_no_transparency() -> None:
    picture = ground()

    set_in(picture, [("brand-logo", BLUE)])

    assert not pixels(picture, WHITE)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_several_stand_above_each_other(count: int) -> None:
    picture = ground()

    set_in(picture, [(f"logo-{index}", logo()) for index in range(count)])

    rows = {y for _, y in pixels(picture, (220, 20, 30))}
    gaps = [y for y in range(min(rows), max(rows)) if y not in rows]
    assert len(gaps) >= count - 1


def test_a_tiny_ground_takes_none() -> None:
    picture = ground(4, 4)

    set_in(picture, [("a", BLUE), ("b", BLUE), ("c", BLUE)])

    assert picture.tobytes() == ground(4, 4).tobytes()
