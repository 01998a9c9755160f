from __future__ import annotations

import pytest

from assetforge.adapters.renderer.art import choose_scene, draw_art
from assetforge.adapters.renderer.chance import Chance


@pytest.mark.parametrize(
    ("prompt", "scene"),
    [
        ("Pixel art slime enemy", "sprite"),
        ("Gold logo for a whisky brand", "emblem"),
        ("Studio photo of an Acme One bottle on wet marble", "still"),
        ("Portrait of a barista", "bust"),
        ("Neon street in Tokyo", "skyline"),
        ("A lighthouse on a rocky coast", "shore"),
        ("Big waves", "swell"),
        ("Spring garden", "meadow"),
        ("Snowy mountain trail", "hills"),
        ("A geometric pattern", "tiles"),
        ("Soap bubbles", "orbs"),
        ("A rainbow", "arcs"),
    ],
)
def test_a_word_of_the_prompt_calls_for_a_scene(prompt: str, scene: str) -> None:
    assert choose_scene(prompt, Chance("any")).__name__ == scene


def test_without_such_a_word_seeds_reach_many_scenes() -> None:
    scenes = {choose_scene("x", Chance(f"{index}")).__name__ for index in range(100)}

    assert len(scenes) >= 8


def test_the_same_seed_is_the_same_picture_and_another_is_not() -> None:
    first, palette = draw_art((64, 48), "one", "words")
    again, same = draw_art((64, 48), "one", "words")
    other, _ = draw_art((64, 48), "two", "words")

    assert palette == same
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()
