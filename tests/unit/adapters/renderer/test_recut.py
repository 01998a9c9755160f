from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.renderer.recut import recut_frames
from assetforge.core.media import MP4, WEBP
from assetforge.providers.drawing import Recut
from assetforge.providers.drawing_operation import Grade, Operation, Words
from tests.unit.adapters.renderer.samples import flash, lightness

if TYPE_CHECKING:
    from pathlib import Path


def recut(
    *operations: Operation, speed: float = 1.0, frames: int = 24, is_backwards: bool = False
) -> Recut:
    return Recut(
        type=MP4, width=64, height=48, frames=frames, rate=24, speed=speed,
        is_backwards=is_backwards, operations=operations,
    )  # fmt: skip


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_half_the_speed_shows_each_frame_twice(tmp_path: Path, media_type: str) -> None:
    path = flash(tmp_path, media_type)

    levels = [
        round(lightness(frame)) for frame in recut_frames(recut(speed=0.5, frames=48), [path])
    ]

    assert len(levels) == 48
    assert levels == sorted(levels)
    assert sum(before == after for before, after in pairwise(levels)) >= 23


def test_double_speed_reaches_the_end_in_half_the_frames(tmp_path: Path) -> None:
    levels = [
        lightness(frame) for frame in recut_frames(recut(speed=2, frames=12), [flash(tmp_path)])
    ]

    assert len(levels) == 12
    assert levels[-1] > 230


def test_backwards_is_forwards_turned_round(tmp_path: Path) -> None:
    path = flash(tmp_path)

    forwards = [lightness(frame) for frame in recut_frames(recut(), [path])]
    backwards = [lightness(frame) for frame in recut_frames(recut(is_backwards=True), [path])]

    assert backwards == pytest.approx(forwards[::-1], abs=2)


def test_every_frame_gets_the_look_and_the_words(tmp_path: Path) -> None:
    path = flash(tmp_path)

    inverted = [lightness(frame) for frame in recut_frames(recut(Grade(look="invert")), [path])]
    worded = list(recut_frames(recut(Words(text="Sale")), [path]))
    plain = list(recut_frames(recut(), [path]))

    assert inverted == sorted(inverted, reverse=True)
    assert all(one.tobytes() != two.tobytes() for one, two in zip(worded, plain, strict=True))
