"""Each row of the decision's picture, told by a small project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.plan.model import Reason
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from assetforge.plan.model import Step


@pytest.fixture
def campaign() -> Workplace:
    """A built project: hero, a beach made from it, and a thumbnail."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.build()
    return workplace


def step_of(workplace: Workplace, address: str, wishes: Wishes = EVERYTHING) -> Step:
    return next(step for step in workplace.plan(wishes).steps if step.address == address)


def replacing(*names: str) -> Wishes:
    return Wishes(selection=Selection(), replace=names)


def whys(step: Step) -> list[str]:
    return [reason.why for reason in step.reasons]


def test_what_was_never_built_is_made(campaign: Workplace) -> None:
    campaign.add("icon")

    step = step_of(campaign, "icon")

    assert (step.action, whys(step), step.cost) == ("make", ["never-built"], Credits.exactly(10))
    assert step.output == "assets/icon.png"


def test_what_is_right_is_kept(campaign: Workplace) -> None:
    step = step_of(campaign, "hero")

    assert (step.action, step.is_locked) == ("keep", True)


def test_a_changed_field_is_told_and_made(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")

    step = step_of(campaign, "hero")

    assert step.action == "make"
    assert step.reasons == (Reason(why="field", field="prompt", old="hero", new="held"),)


def test_what_waits_for_an_input_may_cost_nothing(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")

    step = step_of(campaign, "beach")

    assert step.key is None
    assert step.cost == Credits.between(0, 10)
    assert whys(step) == ["upstream-made"]
    assert step.reasons[0].upstream == "hero"


def test_what_waits_but_changed_itself_costs_in_any_case(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    campaign.change("beach", prompt="strand")

    step = step_of(campaign, "beach")

    assert step.cost == Credits.exactly(10)
    assert whys(step) == ["field", "upstream-made"]


def test_an_unknown_price_stays_unknown_where_it_may_come_to_nothing(campaign: Workplace) -> None:
    campaign.paid.prices = {"beach": UNKNOWN}
    campaign.change("hero", prompt="held")

    assert not step_of(campaign, "beach").cost.is_known


def test_a_missing_output_is_restored(campaign: Workplace) -> None:
    del campaign.disk.outputs["assets/hero.png"]

    step = step_of(campaign, "hero")

    assert (step.action, whys(step), step.cost) == ("restore", ["output-missing"], FREE)
    assert step.is_locked


def test_an_older_result_of_ours_is_replaced(campaign: Workplace) -> None:
    campaign.disk.outputs["assets/hero.png"] = campaign.disk.outputs["assets/beach.png"]

    step = step_of(campaign, "hero")

    assert (step.action, whys(step)) == ("restore", ["output-outdated"])


def test_what_the_lock_forgot_is_found_in_the_store(campaign: Workplace) -> None:
    campaign.disk.lock = campaign.disk.lock.without(frozenset({"hero"}))

    step = step_of(campaign, "hero")

    assert (step.action, whys(step)) == ("restore", ["not-locked"])
    assert not step.is_locked
    assert step_of(campaign, "beach").action == "keep"


def test_a_moved_output_is_told_with_both_paths(campaign: Workplace) -> None:
    campaign.move("hero", "assets/held")

    step = step_of(campaign, "hero")

    assert step.action == "restore"
    assert step.reasons == (
        Reason(why="output-moved", old="assets/hero.png", new="assets/held.png"),
    )


def test_an_edited_output_is_kept_and_told(campaign: Workplace) -> None:
    campaign.edit_output("hero")

    step = step_of(campaign, "hero")

    assert (step.action, step.is_edited, whys(step)) == ("keep", True, ["output-edited"])


def test_an_edited_output_is_no_reason_to_leave_the_lock_behind(campaign: Workplace) -> None:
    asset = campaign.assets["hero"]
    campaign.change("hero", prompt="held")
    campaign.build()
    campaign.edit_output("hero")
    campaign.assets["hero"] = asset

    step = step_of(campaign, "hero")

    assert (step.action, step.is_edited) == ("restore", True)
    assert whys(step) == ["field", "output-edited"]


def test_replacing_an_edited_output_puts_the_stored_result_back(campaign: Workplace) -> None:
    campaign.edit_output("hero")

    step = step_of(campaign, "hero", replacing("hero"))

    assert (step.action, step.is_edited, step.cost) == ("restore", False, FREE)
    assert whys(step) == ["output-edited", "asked"]


def test_replacing_anything_else_makes_it_anew(campaign: Workplace) -> None:
    step = step_of(campaign, "hero", replacing("hero"))

    assert (step.action, whys(step), step.cost) == ("make", ["asked"], Credits.exactly(10))


def test_a_lost_result_is_made_again_with_its_price(campaign: Workplace) -> None:
    campaign.disk.blobs.clear()
    campaign.disk.outputs.clear()

    step = step_of(campaign, "hero")

    assert (step.action, whys(step), step.cost) == ("make", ["result-lost"], Credits.exactly(10))


def test_a_lost_result_whose_output_is_right_is_kept(campaign: Workplace) -> None:
    campaign.disk.blobs.clear()
    campaign.disk.records.clear()

    assert not campaign.plan().has_changes


def test_a_lost_result_whose_converted_output_is_right_is_kept(campaign: Workplace) -> None:
    campaign.move("hero", "assets/hero", ".webp")
    campaign.build()
    campaign.disk.blobs.clear()
    campaign.disk.records.clear()

    assert step_of(campaign, "hero").action == "keep"


def test_a_lost_locked_result_is_replaced_by_another_that_the_store_has(
    campaign: Workplace,
) -> None:
    campaign.paid.varies = True
    older = campaign.disk.lock
    campaign.build(replacing("hero"))
    lost = older.entries["hero"].made.result.digest
    del campaign.disk.blobs[lost]
    campaign.disk.lock = older

    step = step_of(campaign, "hero")

    assert (step.action, whys(step)) == ("restore", ["result-lost"])
    assert step.reasons[0].old == lost


def test_a_damaged_record_of_free_work_is_written_anew(campaign: Workplace) -> None:
    entry = campaign.disk.lock.entries["thumb"]
    campaign.disk.lock = campaign.disk.lock.without(frozenset({"thumb"}))
    facts = campaign.facts
    facts.damaged.add(entry.made.key)

    steps = {step.address: step for step in campaign.plan(facts=facts).steps}

    assert steps["thumb"].action == "derive"


def test_a_damaged_record_of_paid_work_is_an_error(campaign: Workplace) -> None:
    entry = campaign.disk.lock.entries["hero"]
    campaign.disk.lock = campaign.disk.lock.without(frozenset({"hero"}))
    facts = campaign.facts
    facts.damaged.add(entry.made.key)

    with pytest.raises(DamagedError):
        campaign.plan(facts=facts)


def test_who_cannot_be_asked_blocks_what_is_made_from_it(campaign: Workplace) -> None:
    campaign.unable = frozenset({"paid"})
    campaign.change("hero", prompt="held")

    steps = {step.address: step for step in campaign.plan().steps}

    assert [steps[name].action for name in ("hero", "beach", "thumb")] == ["blocked"] * 3
    assert whys(steps["hero"]) == ["config-needed"]
    assert steps["thumb"].reasons == (Reason(why="upstream-blocked", upstream="beach"),)
    assert steps["hero"].cost == Credits.exactly(10)


def test_what_exists_needs_nobody_to_make_it(campaign: Workplace) -> None:
    campaign.unable = frozenset({"paid"})

    assert not campaign.plan().has_changes


def test_a_new_file_in_the_way_of_a_new_asset_is_a_persons(campaign: Workplace) -> None:
    campaign.add("icon")
    campaign.disk.outputs["assets/icon.png"] = b"drawn by hand"

    step = step_of(campaign, "icon")

    assert (step.action, step.is_edited) == ("make", True)
    assert whys(step) == ["never-built", "output-foreign"]


def test_a_key_that_the_lock_alone_has_is_told_as_such(campaign: Workplace) -> None:
    entry = campaign.disk.lock.entries["hero"]
    other = replace(entry, made=replace(entry.made, key=digest_bytes(b"another")))
    campaign.disk.lock = campaign.disk.lock.recording({"hero": other})

    step = step_of(campaign, "hero")

    assert (step.action, whys(step), step.is_locked) == ("restore", ["other-key"], False)


def test_an_asset_carries_its_cosmetic_fields_along(campaign: Workplace) -> None:
    campaign.assets["hero"] = replace(campaign.assets["hero"], notes={"alt": "A bottle"})

    step = step_of(campaign, "hero")

    assert (step.action, step.notes) == ("keep", {"alt": "A bottle"})
