from __future__ import annotations

import pytest

from assetforge.execution.pace_crowd import Crowd


@pytest.mark.parametrize(("most", "start"), [(1, 1), (3, 3), (4, 4), (8, 4), (100, 4)])
def test_it_starts_with_four_or_less(most: int, start: int) -> None:
    assert Crowd(most).size == start


def test_twenty_successes_make_it_one_larger_up_to_its_limit() -> None:
    crowd = Crowd(6)

    sizes: list[int] = []
    for _ in range(100):
        crowd.succeed()
        sizes.append(crowd.size)

    assert sizes == [4] * 19 + [5] * 20 + [6] * 61


def test_a_refusal_halves_it_down_to_one() -> None:
    crowd = Crowd(8)

    sizes: list[int] = []
    for now in (10, 20, 30):
        crowd.slow(now)
        sizes.append(crowd.size)

    assert sizes == [2, 1, 1]


def test_refusals_of_one_burst_count_once() -> None:
    crowd = Crowd(8)

    for now in (10, 10, 10.5, 10.9):
        crowd.slow(now)

    assert crowd.size == 2


def test_a_refusal_ends_the_row_of_successes() -> None:
    crowd = Crowd(8)
    for _ in range(19):
        crowd.succeed()

    crowd.slow(10)
    crowd.succeed()

    assert crowd.size == 2
