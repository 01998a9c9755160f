from __future__ import annotations

from assetforge.execution.pace_rate import Rate


def test_moments_are_evenly_spaced() -> None:
    rate = Rate(2)

    assert [rate.take(100) for _ in range(4)] == [0, 0.5, 1, 1.5]


def test_what_was_not_used_does_not_add_up() -> None:
    rate = Rate(2)

    assert [rate.take(now) for now in (100, 200, 200)] == [0, 0, 0.5]


def test_without_a_rate_nobody_waits() -> None:
    rate = Rate(None)

    assert [rate.take(100) for _ in range(3)] == [0, 0, 0]


def test_a_rest_holds_everybody_and_is_never_cut_short() -> None:
    rate = Rate(None)

    rate.rest(110)
    rate.rest(105)

    assert [rate.take(100), rate.take(104), rate.take(111)] == [10, 6, 0]
