"""Blame: each credit is caused once, by the change that is nearest to the asset."""

from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.graph.select import Selection
from tests.fakes.disk import picture
from tests.fakes.workplace import EVERYTHING, Workplace
from tests.unit.report.diffs import (
    asset,
    built_campaign,
    campaign,
    cause,
    changes,
    compared,
    side,
    whys,
)


def test_all_that_follows_from_a_change_is_counted_there() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")

    diff = compared(base, workplace)

    found = cause(diff, "hero")
    assert [each.address for each in diff.causes] == ["hero"]
    assert found.reach == found.chain == ("hero", "beach", "large")
    assert found.spend == diff.spend
    assert [each.why for each in found.reasons] == ["field", "field"]


def test_an_asset_that_two_changes_lead_to_is_counted_once() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")
    workplace.disk.sources["brand/logo.png"] = picture("other")

    diff = compared(base, workplace)

    beach = asset(diff, "beach")
    assert (beach.cause, beach.also) == ("hero", ("logo",))
    assert cause(diff, "logo").reach == ()
    sums = [cost for each in diff.causes for cost in each.spend.values()]
    assert sum(sums, FREE) == diff.spend["paid"]


def test_a_change_of_its_own_comes_before_those_of_inputs() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")
    workplace.change("beach", prompt="another", look="another")

    diff = compared(base, workplace)

    assert (asset(diff, "beach").cause, asset(diff, "beach").also) == ("beach", ("hero",))
    assert (asset(diff, "large").cause, asset(diff, "large").also) == ("beach", ("hero",))
    assert cause(diff, "hero").reach == ("hero",)
    assert cause(diff, "beach").chain == ("beach", "large")


def test_a_new_asset_is_a_cause_of_its_own_and_follows_from_nothing_else() -> None:
    diff = compared(None, campaign())

    assert {each.address: (each.cause, each.also) for each in diff.assets} == {
        name: (name, ()) for name in ("logo", "hero", "beach", "large", "icon")
    }


def test_a_chain_leads_through_free_assets() -> None:
    workplace = Workplace()
    workplace.add("icon", by="here")
    workplace.add("cut", "icon", by="here")
    workplace.add("large", "cut")
    workplace.build()
    base = side(workplace)
    workplace.change("icon", look="another")

    diff = compared(base, workplace)

    assert cause(diff, "icon").chain == ("icon", "cut", "large")
    assert cause(diff, "icon").reach == ("large",)


def test_the_dearest_stands_first_and_what_is_unknown_before_all() -> None:
    workplace = campaign()
    workplace.paid.prices = {"hero": Credits.exactly(5), "large": Credits.exactly(50)}

    known = [each.address for each in compared(None, workplace).causes]
    workplace.paid.prices = {**workplace.paid.prices, "hero": UNKNOWN}
    unknown = [each.address for each in compared(None, workplace).causes]

    assert known[:3] == ["large", "beach", "hero"]
    assert unknown[:2] == ["hero", "large"]


def test_what_follows_from_no_change_has_no_cause() -> None:
    workplace = campaign()
    diff = compared(side(workplace), workplace)

    assert diff.causes == ()
    assert {each.cause for each in diff.assets} == {""}


def test_very_many_changes_that_lead_to_one_asset_are_not_all_named() -> None:
    workplace = Workplace()
    names = [f"part-{number}" for number in range(30)]
    for name in names:
        workplace.add(name)
    workplace.add("whole", *names)
    workplace.add("last", "whole")
    workplace.build()
    base = side(workplace)
    for name in names:
        workplace.change(name, look="another")

    diff = compared(base, workplace)

    assert asset(diff, "last").cause == "part-0"
    assert asset(diff, "last").also == tuple(names[1:9])


def test_where_a_file_goes_causes_nothing() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")
    workplace.move("beach", "assets/other")

    diff = compared(base, workplace)

    assert [each.address for each in diff.causes] == ["hero"]
    assert (asset(diff, "beach").cause, asset(diff, "beach").also) == ("hero", ())
    assert cause(diff, "hero").chain == ("hero", "beach", "large")


def test_where_a_source_lies_causes_nothing() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")
    workplace.disk.sources["brand/new.png"] = workplace.disk.sources["brand/logo.png"]
    workplace.assets["logo"] = replace(workplace.assets["logo"], stem="brand/new.png")

    diff = compared(base, workplace)

    assert [each.address for each in diff.causes] == ["hero"]
    assert asset(diff, "beach").also == ()


def test_what_is_asked_for_causes_and_not_where_its_file_goes_besides() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", look="another")
    workplace.move("hero", "assets/other")

    diff = compared(base, workplace)

    assert [each.why for each in cause(diff, "hero").reasons] == ["field"]
    assert [each.why for each in asset(diff, "hero").reasons] == ["field", "output-moved"]


def test_another_take_causes_all_that_is_made_from_it() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.paid.varies = True
    workplace.build(replace(EVERYTHING, selection=Selection(targets=("hero",)), replace=("hero",)))

    diff = compared(base, workplace)

    assert [each.address for each in diff.causes] == ["hero"]
    assert cause(diff, "hero").chain == ("hero", "beach", "large")
    assert [(each.why, each.field) for each in cause(diff, "hero").reasons] == [("field", "result")]
    assert cause(diff, "hero").spend == diff.spend
    assert changes(diff) == {
        "logo": "unchanged", "hero": "restored", "beach": "changed", "large": "changed",
        "icon": "unchanged",
    }  # fmt: skip
    assert whys(diff, "beach") == ["input hero"]
    assert asset(diff, "beach").reasons[0].new is not None


def test_what_the_lock_lost_follows_from_no_other_take() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.paid.varies = True
    workplace.build(replace(EVERYTHING, selection=Selection(targets=("hero",)), replace=("hero",)))
    entries = {name: each for name, each in workplace.lock.entries.items() if name != "beach"}
    workplace.disk.lock = replace(workplace.lock, entries=entries)

    diff = compared(base, workplace)

    assert (asset(diff, "beach").change, asset(diff, "beach").cause) == ("unchanged", "")
