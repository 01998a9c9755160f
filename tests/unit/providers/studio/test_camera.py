from __future__ import annotations

import pytest

from assetforge.providers.studio.camera import MOVES, camera_move


@pytest.mark.parametrize(
    ("prompt", "move"),
    [
        ("Slow dolly in, waves moving", "in"),
        ("zoom out over the city", "out"),
        ("pull back slowly", "out"),
        ("pan left", "left"),
        ("panning", "right"),
        ("tilt up to the sky", "up"),
        ("crane down", "down"),
        ("orbiting the bottle", "drift"),
    ],
)
def test_the_camera_moves_as_the_prompt_says(prompt: str, move: str) -> None:
    assert camera_move(prompt, "seed") == MOVES[move]


def test_without_a_word_the_seed_decides_and_decides_the_same() -> None:
    moves = {camera_move("waves", f"seed {index}") for index in range(40)}

    assert len(moves) > 1
    assert camera_move("waves", "one") == camera_move("waves", "one")


def test_no_move_leaves_the_picture() -> None:
    views = [view for move in MOVES.values() for view in (move.start, move.end)]

    assert all(view.zoom >= 1 and 0 <= view.across <= 1 and 0 <= view.down <= 1 for view in views)
