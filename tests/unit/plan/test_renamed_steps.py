"""What is decided about an asset that was renamed since the lock was written."""

from __future__ import annotations

import pytest

from assetforge.core.credits import FREE
from assetforge.plan.model import Reason
from tests.fakes.renaming import rename
from tests.fakes.workplace import Workplace
from tests.unit.plan.test_decide import step_of, whys


@pytest.fixture
def campaign() -> Workplace:
    """A built project: hero, and a beach made from it."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.build()
    return workplace


def test_a_renamed_asset_is_restored_under_its_name_and_not_made(campaign: Workplace) -> None:
    rename(campaign, "hero", "bottle")

    plan = campaign.plan()
    step = step_of(campaign, "bottle")

    assert (step.action, step.cost, step.moved_from) == ("restore", FREE, "hero")
    assert whys(step) == ["moved", "output-moved"]
    assert step.reasons[0] == Reason(why="moved", old="hero", new="bottle")
    assert not step.is_locked
    assert plan.orphans == ()
    assert step_of(campaign, "beach").action == "keep"


def test_where_only_the_name_changed_the_lock_has_to_say_it(campaign: Workplace) -> None:
    rename(campaign, "hero", "bottle")
    campaign.move("bottle", "assets/hero")

    step = step_of(campaign, "bottle")

    assert (step.action, whys(step), step.is_locked) == ("restore", ["moved"], False)


def test_a_renamed_asset_that_also_changed_is_made_for_the_usual_reasons(
    campaign: Workplace,
) -> None:
    rename(campaign, "hero", "bottle")
    campaign.change("bottle", prompt="held")

    step = step_of(campaign, "bottle")

    assert (step.action, step.moved_from) == ("make", "hero")
    assert whys(step) == ["moved", "field"]


def test_a_renamed_output_that_was_edited_by_hand_stays_where_it_is(campaign: Workplace) -> None:
    edited = campaign.edit_output("hero")
    rename(campaign, "hero", "bottle")

    campaign.build()

    assert campaign.disk.outputs["assets/hero.png"] == edited
    assert campaign.disk.lock.entries["bottle"].output == "assets/bottle.png"


def test_the_old_file_of_a_renamed_asset_goes(campaign: Workplace) -> None:
    rename(campaign, "hero", "bottle")

    built = campaign.build()

    assert built.ended("restored") == {"bottle"}
    assert "assets/hero.png" not in campaign.disk.outputs
    assert "hero" not in campaign.disk.lock.entries
    assert not campaign.plan().has_changes


def test_where_only_the_name_changed_the_build_writes_that(campaign: Workplace) -> None:
    rename(campaign, "hero", "bottle")
    campaign.move("bottle", "assets/hero")

    campaign.build()

    assert "bottle" in campaign.disk.lock.entries
    assert "hero" not in campaign.disk.lock.entries
    assert "assets/hero.png" in campaign.disk.outputs


def test_a_rename_onto_the_name_of_what_was_removed_takes_its_place(campaign: Workplace) -> None:
    campaign.add("bottle")
    campaign.build()
    del campaign.assets["bottle"]
    rename(campaign, "hero", "bottle")
    hero = campaign.disk.lock.entries["hero"].made

    plan, step = campaign.plan(), step_of(campaign, "bottle")
    built = campaign.build()

    assert (step.action, step.moved_from) == ("restore", "hero")
    assert (plan.costs(), plan.orphans) == ({}, ())
    assert built.ended("restored") == {"bottle"}
    assert campaign.disk.lock.entries["bottle"].made == hero
    assert "hero" not in campaign.disk.lock.entries
    assert set(campaign.disk.outputs) == {"assets/bottle.png", "assets/beach.png"}
    assert not campaign.plan().has_changes


def test_what_gave_way_is_found_again_where_it_is_asked_for_after_all(campaign: Workplace) -> None:
    campaign.add("bottle")
    campaign.build()
    campaign.disk.blobs.clear()
    campaign.disk.records.clear()
    bottle = campaign.assets.pop("bottle")
    rename(campaign, "hero", "bottle")
    campaign.assets["bottle"] = bottle

    step = step_of(campaign, "bottle")

    assert (step.action, step.cost) == ("restore", FREE)
    assert step.made == campaign.disk.lock.entries["bottle"].made
