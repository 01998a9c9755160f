"""The diff in all: totals are those of the plan, and unknown is never nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from tests.fakes.service import FakeService
from tests.unit.report.diffs import asset, built_campaign, campaign, changes, compared, side


def test_without_a_change_there_is_nothing_to_say() -> None:
    workplace = built_campaign()

    diff = compared(side(workplace), workplace)

    assert set(changes(diff).values()) == {"unchanged"}
    assert not diff.has_changes
    assert (diff.told, diff.paid, diff.causes, diff.spend) == ((), (), (), {})


def test_without_a_base_everything_is_new_and_nothing_is_free_of_charge() -> None:
    diff = compared(None, campaign())

    assert set(changes(diff).values()) == {"added"}
    assert diff.before == {}
    assert diff.after == diff.spend == {"paid": Credits.exactly(30)}


def test_what_is_paid_now_is_what_the_plan_of_this_tree_says() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")

    diff = compared(base, workplace)

    assert diff.spend == side(workplace).plan.costs_in_all()
    assert diff.spend == {"paid": Credits.between(10, 30)}
    assert sum((each.spend for each in diff.paid), Credits.exactly(0)) == diff.spend["paid"]
    assert diff.before == diff.after == {"paid": Credits.exactly(30)}


def test_another_price_shows_before_and_after() -> None:
    workplace = built_campaign()
    workplace.paid.prices = {"hero": Credits.exactly(40)}
    base = side(workplace)
    workplace.change("hero", prompt="another")

    diff = compared(base, workplace)

    assert diff.after == {"paid": Credits.exactly(60)}
    assert asset(diff, "hero").spend == Credits.exactly(40)


def test_what_moves_to_another_provider_is_counted_at_each() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.assets.pop("large")
    workplace.add("large", "beach", by="other")

    diff = compared(base, workplace)

    assert diff.before == {"paid": Credits.exactly(30)}
    assert diff.after == {"other": Credits.exactly(10), "paid": Credits.exactly(20)}
    assert diff.spend == {"other": Credits.exactly(10)}


@pytest.mark.parametrize("address", ["hero", "large"])
def test_an_unknown_price_is_unknown_in_every_sum(address: str) -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.paid.prices = {address: UNKNOWN}
    workplace.change("hero", prompt="another", look="another")

    diff = compared(base, workplace)

    assert not diff.spend["paid"].is_known
    assert not diff.after["paid"].is_known
    assert asset(diff, address) in diff.paid


def test_a_base_that_is_not_built_is_told_apart_from_the_change() -> None:
    workplace = campaign()
    base = side(workplace)
    workplace.add("more")

    diff = compared(base, workplace)

    assert changes(diff)["hero"] == "unchanged"
    assert asset(diff, "hero").was_pending
    assert diff.base_spend == {"paid": Credits.exactly(30)}
    assert diff.spend == {"paid": Credits.exactly(40)}
    assert [each.address for each in diff.causes] == ["more"]


def test_removed_assets_stand_last_and_by_name() -> None:
    workplace = built_campaign()
    base = side(workplace)
    for address in ("large", "icon"):
        workplace.assets.pop(address)

    diff = compared(base, workplace)

    assert [each.address for each in diff.assets] == ["logo", "hero", "beach", "icon", "large"]
    assert diff.count("removed") == 2
    assert diff.spend == {}


def test_equal_requests_are_made_once_and_count_once() -> None:
    workplace = campaign()
    for name in ("one", "two"):
        workplace.add(name)
        workplace.assets[name] = replace(
            workplace.assets[name], params=workplace.assets["hero"].params
        )

    diff = compared(None, workplace)

    assert diff.after == diff.spend == {"paid": Credits.exactly(30)}


def test_what_becomes_public_is_told_of_what_is_made_and_of_nothing_else() -> None:
    workplace = built_campaign()
    workplace.services = {"paid": FakeService("paid")}
    base = side(workplace)

    workplace.change("beach", prompt="another")

    diff = compared(base, workplace)
    assert {each.address: each.shares for each in diff.assets if each.shares} == {
        "beach": ("logo",)
    }
    assert diff.approval.uploads == ("logo",)
    assert compared(side(workplace), workplace).approval.uploads == ("logo",)  # still to be made
    assert compared(base, built_campaign()).approval.uploads == ()
