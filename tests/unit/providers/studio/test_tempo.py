from __future__ import annotations

import pytest

from assetforge.providers.studio.tempo import Tempo, parse_tempo


@pytest.mark.parametrize(
    ("text", "speed", "backwards"),
    [
        ("warmer", 1.0, False),
        ("slow motion", 0.5, False),
        ("2x faster", 2.0, False),
        ("3 times slower", 1 / 3, False),
        ("speed up", 1.5, False),
        ("slow it down", 0.5, False),
        ("a time-lapse", 2.0, False),
        ("play it backwards", 1.0, True),
        ("reverse, half speed", 0.5, True),
        ("99x faster", 16.0, False),
        ("0x faster", 1.0, False),
    ],
)
def test_a_plain_speed_is_read(text: str, speed: float, backwards: bool) -> None:
    assert parse_tempo(text) == Tempo(speed=speed, is_backwards=backwards)
