from __future__ import annotations

import pytest

from assetforge.execution.pace_throttle import Throttle


@pytest.mark.parametrize(
    ("taken", "refused", "chance"),
    [(0, 0, 0), (1, 0, 0), (5, 5, 0), (5, 6, 1 / 12), (0, 1, 1 / 2), (0, 9, 9 / 10)],
)
def test_requests_beyond_twice_the_taken_ones_are_held_back(
    taken: int, refused: int, chance: float
) -> None:
    throttle = Throttle()

    for number in range(taken + refused):
        throttle.note(10, is_taken=number < taken)

    assert throttle.chance(10) == pytest.approx(chance)


def test_what_is_two_minutes_old_is_forgotten() -> None:
    throttle = Throttle()
    throttle.note(0, is_taken=False)
    throttle.note(100, is_taken=True)

    assert throttle.chance(119) == 0
    throttle.note(119, is_taken=False)
    throttle.note(119, is_taken=False)
    assert throttle.chance(119.9) == pytest.approx(2 / 5)
    assert throttle.chance(120) == pytest.approx(1 / 4)
    assert throttle.chance(239) == 0
    throttle.note(240, is_taken=False)
    assert throttle.chance(240) == pytest.approx(1 / 2)
