from __future__ import annotations

from decimal import Decimal

from assetforge.core.credits import Credits
from assetforge.execution.goal import Goal
from tests.fakes.workplace import Workplace


def goal_of(names: str, price: Credits) -> Goal:
    workplace = Workplace.with_cloud()
    workplace.service.price = price
    for name in names:
        workplace.add(name, by="cloud")
    workplace.add("icon", by="here")
    return Goal(workplace.plan().steps)


def test_it_says_what_is_done_and_what_the_rest_needs() -> None:
    goal = goal_of("abcd", Credits.exactly(160))

    goal.reach("a")

    assert goal.left("cloud") == "1 of 4 done, 3 need about 480 credits"


def test_one_that_is_left_needs_in_the_singular() -> None:
    assert (
        goal_of("a", Credits.exactly(40)).left("cloud") == "0 of 1 done, 1 needs about 40 credits"
    )


def test_what_nobody_knows_is_not_counted_as_nothing() -> None:
    goal = goal_of("ab", Credits(low=Decimal(0), high=None))

    assert goal.left("cloud") == "0 of 2 done, 2 need an unknown number of credits"


def test_another_service_is_not_counted() -> None:
    assert goal_of("ab", Credits.exactly(40)).left("other") == "0 of 0 done, 0 need about 0 credits"
