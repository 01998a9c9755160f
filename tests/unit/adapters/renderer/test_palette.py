from __future__ import annotations

import pytest

from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import Palette, choose_palette, colour, mixed


def palettes() -> list[Palette]:
    return [choose_palette("", Chance(f"seed {index}")) for index in range(200)]


def brightness(tone: tuple[int, int, int]) -> float:
    return 0.299 * tone[0] + 0.587 * tone[1] + 0.114 * tone[2]


def test_tones_run_from_light_to_dark() -> None:
    for palette in palettes():
        levels = [brightness(tone) for tone in palette.tones]

        assert levels == sorted(levels, reverse=True)


def test_white_letters_are_legible_on_every_ink() -> None:
    assert all(brightness(palette.ink) < 75 for palette in palettes())


def test_seeds_reach_many_palettes() -> None:
    assert len(set(palettes())) > 12


@pytest.mark.parametrize(
    ("prompt", "same"),
    [("A beach at noon", "beach"), ("NEON street at night", "neon"), ("Snow on a forest", "snow")],
)
def test_the_first_word_that_names_colours_decides(prompt: str, same: str) -> None:
    assert choose_palette(prompt, Chance("a")) == choose_palette(same, Chance("b"))


def test_tones_between_are_mixed() -> None:
    palette = choose_palette("beach", Chance("a"))

    assert palette.tone(0) == palette.light
    assert palette.tone(1) == palette.tone(9) == palette.ink
    assert palette.tone(0.1) == mixed(palette.tones[0], palette.tones[1], 0.5)


def test_a_sun_is_warm() -> None:
    assert all(palette.sun[0] >= palette.sun[2] for palette in palettes())


def test_colours_are_read_and_mixed() -> None:
    assert colour("#0102ff") == (1, 2, 255)
    assert mixed((0, 0, 0), (10, 20, 30), 0.5) == (5, 10, 15)
