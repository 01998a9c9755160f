from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import UNKNOWN, Credits
from tests.unit.ui.samples import ask, plan, step

TEN = Credits.exactly(10)


def test_credits_of_two_providers_are_never_added() -> None:
    found = plan(
        step("a", cost=TEN, of=ask("a", provider="letzai")),
        step("b", cost=TEN, of=ask("b", provider="letta")),
        step("c", cost=Credits.between(1, 5), of=ask("c", provider="letta")),
        step("d"),
    )

    assert found.costs() == {"letta": Credits.between(11, 15), "letzai": TEN}


def test_one_unknown_price_makes_the_sum_unknown() -> None:
    costs = plan(step("a", cost=TEN), step("b", cost=UNKNOWN)).costs()

    assert not costs["studio"].is_known
    assert costs["studio"].low == 10


def test_what_is_blocked_is_not_spent_by_a_build() -> None:
    found = plan(step("a", "blocked", cost=TEN), step("b", cost=TEN))

    assert found.costs() == {"studio": TEN}
    assert found.costs_blocked() == {"studio": TEN}
    assert found.costs_in_all() == {"studio": Credits.exactly(20)}


def test_only_keeping_is_no_change() -> None:
    assert not plan(step("a", "keep")).has_changes
    assert plan(step("a", "keep"), step("b", "restore")).has_changes
    assert plan(step("a", "blocked")).has_changes


def test_steps_are_counted_by_action() -> None:
    found = plan(step("a", "keep"), step("b"), step("c"))

    assert (found.count("make"), found.count("keep"), found.count("derive")) == (2, 1, 0)


def test_what_a_price_of_one_s_own_calls_free_may_be_charged_where_a_service_is_asked() -> None:
    metered = replace(step("a"), is_metered=True)

    assert metered.may_be_charged
    assert replace(metered, action="blocked").may_be_charged
    assert not replace(metered, action="restore").may_be_charged
    assert not step("a").may_be_charged
    assert step("a", cost=TEN).may_be_charged
