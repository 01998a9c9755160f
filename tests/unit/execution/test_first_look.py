from __future__ import annotations

from itertools import pairwise

import pytest

from assetforge.execution.first_look import LONGEST, look_times, next_look
from assetforge.execution.polling_odds import Odds

CERTAIN = Odds(moments=(20,), shares=(1,))
EVEN = Odds(moments=tuple(range(10, 31)), shares=(1 / 21,) * 21)


def test_who_knows_the_moment_looks_once_and_then() -> None:
    assert look_times(CERTAIN, 3) == (20,)


def test_what_spreads_is_looked_at_more_than_once_but_seldom() -> None:
    times = look_times(EVEN, 3)

    assert 2 <= len(times) <= 5
    assert times[-1] == 30


def test_many_mates_make_looks_cheaper() -> None:
    assert len(look_times(EVEN, 1, 50)) > len(look_times(EVEN, 1))


def test_the_few_that_take_longest_do_not_delay_the_others() -> None:
    odds = Odds(moments=(20, 60), shares=(0.95, 0.05))

    assert look_times(odds, 3) == (20, 60)


@pytest.mark.parametrize("floor", [0.05, 1, 3, 7, 50])
def test_two_looks_are_never_nearer_than_the_floor(floor: float) -> None:
    times = look_times(EVEN, floor, 100)

    assert all(later - sooner >= floor for sooner, later in pairwise(times))


def test_a_look_that_the_floor_puts_off_puts_off_the_next_one() -> None:
    odds = Odds(moments=(26, 41, 44, 46), shares=(3 / 14, 4 / 14, 5 / 14, 2 / 14))

    assert look_times(odds, 4, 60) == (26, 41, 45, 49)


@pytest.mark.parametrize(
    ("plan", "elapsed", "moment"),
    [
        ((20, 25), 20, 25),
        ((20, 22), 20, 23),  # the floor, since the plan is too near
        ((20, 60), 20, 28),  # no longer than it has taken, and two fifths
        ((20,), 20, 23),
        ((20,), 100, 115),
        ((20,), 1000, 1000 + LONGEST),
    ],
)
def test_the_next_look_follows_the_plan_and_then_grows(
    plan: tuple[float, ...], elapsed: float, moment: float
) -> None:
    assert next_look(plan, elapsed, 3) == pytest.approx(moment)
