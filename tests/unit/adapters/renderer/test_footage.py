from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.renderer.footage import eased, footage, seen
from assetforge.core.media import MP4
from assetforge.providers.drawing import Film, Move
from assetforge.providers.studio.camera import MOVES
from tests.unit.adapters.renderer.samples import SILENT, lightness, saved, sloped

if TYPE_CHECKING:
    from pathlib import Path


def film(move: Move = MOVES["in"], frames: int = 10) -> Film:
    return Film(
        type=MP4, width=64, height=48, frames=frames, rate=24, move=move, seed="a", caption=SILENT
    )


@pytest.mark.parametrize("move", sorted(MOVES))
def test_the_camera_never_leaves_the_picture_and_never_jumps(move: str) -> None:
    boxes = [seen(MOVES[move], step / 100, (1280, 720)) for step in range(101)]

    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= 1280
        assert 0 <= top < bottom <= 720
    steps = [
        sum(abs(new - old) for old, new in zip(before, after, strict=True))
        for before, after in pairwise(boxes)
    ]
    assert max(steps) < 8
    assert steps[0] < max(steps) / 4
    assert steps[-1] < max(steps) / 4


def test_one_picture_is_moved_over(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped(640, 480))

    frames = list(footage(film(), [path]))

    assert len(frames) == 10
    assert all(frame.size == (64, 48) for frame in frames)
    assert frames[0].tobytes() != frames[-1].tobytes()


def test_the_first_picture_fades_into_the_second(tmp_path: Path) -> None:
    black = saved(tmp_path, "a", Image.new("RGB", (64, 48), (0, 0, 0)))
    white = saved(tmp_path, "b", Image.new("RGB", (64, 48), (255, 255, 255)))

    levels = [lightness(frame) for frame in footage(film(frames=21), [black, white])]

    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, 255)
    assert 100 < levels[10] < 155


def test_words_alone_become_a_moving_poster() -> None:
    frames = list(footage(film(), []))

    assert len({frame.tobytes() for frame in frames}) == 10


def test_easing_starts_and_ends_softly() -> None:
    assert [eased(share) for share in (0, 0.5, 1)] == [0, 0.5, 1]
    assert eased(0.01) < 0.001
