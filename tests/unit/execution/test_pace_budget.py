from __future__ import annotations

from assetforge.execution.pace_budget import RetryBudget


def test_there_are_ten_repeats_to_begin_with() -> None:
    budget = RetryBudget()

    assert [budget.take() for _ in range(11)] == [True] * 10 + [False]


def test_ten_successes_earn_one_repeat() -> None:
    budget = spent()

    for _ in range(9):
        budget.earn()

    assert not budget.take()
    budget.earn()
    assert budget.take()
    assert not budget.take()


def test_never_more_than_ten_are_saved_up() -> None:
    budget = RetryBudget()

    for _ in range(1000):
        budget.earn()

    assert sum(budget.take() for _ in range(50)) == 10


def spent() -> RetryBudget:
    budget = RetryBudget()
    while budget.take():
        pass
    return budget
