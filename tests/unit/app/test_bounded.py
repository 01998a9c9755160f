from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.app.bounded import BY_DIGEST, BY_PLAN, named, refuse_unbounded
from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.errors import RefusedError
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.plan.model import Plan


def planned(**prices: Credits) -> Plan:
    workplace = Workplace()
    for address in prices:
        workplace.add(address)
    workplace.paid.prices = prices
    return workplace.plan()


KNOWN = Credits.exactly(10)


def test_what_was_known_then_and_is_known_now_can_be_agreed_to() -> None:
    plan = planned(hero=KNOWN, beach=Credits.between(1, 9))

    refuse_unbounded(plan, plan.steps, BY_PLAN)
    refuse_unbounded(plan, (), BY_PLAN)


def test_an_unknown_price_is_refused_whatever_it_was_then() -> None:
    with pytest.raises(RefusedError, match="the price of `hero` is unknown, so nobody") as caught:
        refuse_unbounded(planned(hero=UNKNOWN), planned(hero=KNOWN).steps, BY_DIGEST)

    assert caught.value.next_step == BY_DIGEST


def test_a_price_that_was_unknown_then_is_refused_whatever_it_is_now() -> None:
    with pytest.raises(RefusedError, match="the price of `hero` was unknown in what was agreed"):
        refuse_unbounded(planned(hero=KNOWN), planned(hero=UNKNOWN).steps, BY_PLAN)


def test_what_is_not_paid_for_any_more_needs_no_price() -> None:
    then = planned(hero=UNKNOWN, beach=UNKNOWN)

    refuse_unbounded(planned(beach=Credits.exactly(0)), then.steps, BY_PLAN)


def test_what_a_service_makes_was_agreed_to_at_no_price_though_it_be_called_free_now() -> None:
    plan = planned(hero=Credits.exactly(0))
    metered = replace(plan, steps=tuple(replace(step, is_metered=True) for step in plan.steps))

    with pytest.raises(RefusedError, match="the price of `hero` was unknown in what was agreed"):
        refuse_unbounded(metered, planned(hero=UNKNOWN).steps, BY_DIGEST)


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    plan = planned(a=KNOWN, b=KNOWN, c=KNOWN, d=KNOWN, e=KNOWN)

    assert named(plan.steps[:3]) == "`a`, `b`, `c`"
    assert named(plan.steps) == "`a`, `b`, `c` and 2 more"
