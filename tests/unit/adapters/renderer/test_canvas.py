from __future__ import annotations

import pytest

from assetforge.adapters.renderer.canvas import Canvas, blend, blob
from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import choose_palette
from tests.unit.adapters.renderer.samples import at, lightness


def canvas(width: int = 60, height: int = 40) -> Canvas:
    return Canvas(width, height, choose_palette("beach", Chance("a")), Chance("a"))


@pytest.mark.parametrize(
    ("size", "factor"), [((400, 400), 4), ((1600, 1200), 2), ((3000, 2000), 1)]
)
def test_small_pictures_are_drawn_larger_and_reduced(size: tuple[int, int], factor: int) -> None:
    drawn = canvas(*size)

    assert drawn.factor == factor
    assert drawn.finished().size == size


def test_edges_are_smooth() -> None:
    drawn = canvas()
    drawn.draw.rectangle((0, 0, drawn.width, drawn.height), fill=(0, 0, 0))
    drawn.disc(drawn.width / 2, drawn.height / 2, drawn.short / 3, (255, 255, 255))

    levels = drawn.finished().convert("L").histogram()

    assert sum(levels[1:255]) > 20


def test_a_gradient_fills_the_part_it_is_given() -> None:
    drawn = canvas()
    drawn.gradient([(0, 0, 0), (0, 0, 0)], top=0.5)

    picture = drawn.finished()

    assert at(picture, 5, 5) == drawn.palette.light
    assert at(picture, 5, 35) == (0, 0, 0)


def test_tones_run_into_each_other_from_end_to_end() -> None:
    picture = blend([(0, 0, 0), (200, 100, 50)], (3, 101))

    assert max(at(picture, 1, 0)) <= 2
    assert at(picture, 1, 50) == (100, 50, 25)
    assert at(picture, 1, 100)[0] >= 198


def test_a_glow_is_brightest_in_its_middle() -> None:
    drawn = canvas()
    drawn.draw.rectangle((0, 0, drawn.width, drawn.height), fill=(0, 0, 0))
    drawn.glow(drawn.width / 2, drawn.height / 2, drawn.short / 2, ((255, 255, 255), 1.0))

    picture = drawn.finished()

    levels = [at(picture, x, 20)[0] for x in (30, 38, 44, 58)]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > 200
    assert levels[-1] == 0


def test_a_raised_shape_throws_a_shadow() -> None:
    flat, raised = canvas(), canvas()
    square = [(40.0, 40.0), (120.0, 40.0), (120.0, 100.0), (40.0, 100.0)]

    flat.shape(square, (255, 255, 255))
    raised.raised(square, (255, 255, 255), 16)

    assert lightness(raised.finished()) < lightness(flat.finished()) - 1


def test_a_shape_is_shaded_across_or_down() -> None:
    square = [(40.0, 40.0), (120.0, 40.0), (120.0, 120.0), (40.0, 120.0)]
    across, down = canvas(), canvas()

    across.shaded(square, [(0, 0, 0), (255, 255, 255)], across=True)
    down.shaded(square, [(0, 0, 0), (255, 255, 255)], across=False)

    for picture, dark, bright in (
        (across.finished(), (12, 20), (28, 20)),
        (down.finished(), (20, 12), (20, 28)),
    ):
        assert at(picture, *dark)[0] < 80
        assert at(picture, *bright)[0] > 170


def test_a_blob_stays_near_its_circle() -> None:
    distances = [((x - 50) ** 2 + (y - 50) ** 2) ** 0.5 for x, y in blob(50, 50, 10, Chance("b"))]

    assert 6 < min(distances) < max(distances) < 14


def test_a_mesh_fills_everything() -> None:
    drawn = canvas()

    drawn.mesh([[(10, 10, 10), (200, 10, 10)], [(10, 200, 10), (10, 10, 200)]])

    assert at(drawn.finished(), 59, 39)[2] > at(drawn.finished(), 0, 0)[2]
