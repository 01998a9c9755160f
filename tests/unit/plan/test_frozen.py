"""Frozen plans: what is locked is left or restored, and nothing else happens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import DamagedError, InvalidError, StaleError, UsageError
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.plan.frozen import as_locked, frozen_plan, refuse_one_file
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from assetforge.plan.model import Plan


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.build()
    return workplace


def plan(workplace: Workplace, wishes: Wishes = EVERYTHING) -> Plan:
    return frozen_plan(workplace.graph, workplace.lock, workplace.facts, workplace.market, wishes)


def actions(workplace: Workplace, wishes: Wishes = EVERYTHING) -> dict[str, str]:
    return {step.address: step.action for step in plan(workplace, wishes).steps}


def test_what_the_manifest_asks_for_by_now_is_not_looked_at(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    campaign.add("thumb", "hero", by="paid", kind="upscale")
    campaign.source("logo", "another one")

    assert set(actions(campaign).values()) == {"keep"}
    assert plan(campaign).is_frozen


def test_a_missing_file_comes_back_to_where_the_lock_says(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    campaign.move("hero", "assets/elsewhere", ".webp")
    del campaign.disk.outputs["assets/hero.png"]

    (step,) = plan(campaign, Wishes(selection=Selection(targets=("hero",)))).steps

    assert (step.action, step.output, step.is_locked) == ("restore", "assets/hero.png", True)
    assert step.made == campaign.disk.lock.entries["hero"].made


def test_a_file_that_was_edited_by_hand_stays(campaign: Workplace) -> None:
    campaign.edit_output("hero")

    hero = plan(campaign).steps[0]

    assert (hero.action, hero.is_edited) == ("keep", True)


def test_what_the_lock_does_not_name_is_refused_by_name(campaign: Workplace) -> None:
    for number in range(7):
        campaign.add(f"new{number}")

    with pytest.raises(StaleError, match=r"`new0`, `new1`, .* and 2 more"):
        plan(campaign)
    assert actions(campaign, Wishes(selection=Selection(targets=("beach",)))) == {
        "hero": "keep", "beach": "keep",
    }  # fmt: skip


def test_bytes_that_are_gone_are_not_made_again(campaign: Workplace) -> None:
    entry = campaign.disk.lock.entries["thumb"]
    del campaign.disk.outputs[entry.output]
    del campaign.disk.blobs[entry.made.result.digest]

    with pytest.raises(DamagedError, match="the bytes of `thumb` are gone here"):
        plan(campaign)


def test_nothing_is_made_anew(campaign: Workplace) -> None:
    with pytest.raises(UsageError, match="nothing is made"):
        plan(campaign, Wishes(selection=Selection(), replace=("hero",)))


def test_a_frozen_build_leaves_lock_and_plan_as_they_were(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    del campaign.disk.outputs["assets/hero.png"]
    before, frozen = campaign.disk.lock, plan(campaign)
    campaign.assets = dict(as_locked(campaign.graph, campaign.lock).assets)

    built = campaign.build(plan=frozen)

    assert built.ended("restored") == {"hero"}
    assert built.ended("made", "derived", "failed") == set()
    assert campaign.disk.lock == before
    assert built.lock_file.writes == []
    assert "assets/hero.png" in campaign.disk.outputs


def test_a_source_and_an_asset_that_was_never_built_stand_where_they_did(
    campaign: Workplace,
) -> None:
    campaign.add("new")
    graph = campaign.graph

    found = as_locked(graph, replace(campaign.lock))

    assert found.assets["logo"] == graph.assets["logo"]
    assert found.assets["new"] == graph.assets["new"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("assets/hero.png", "`beach` lies in `assets/hero.png`, where `hero` lies as well"),
        ("assets/HERO.png", "`beach` lies in `assets/HERO.png`, where `hero`"),
        ("brand/logo.png", "where the source `logo` lies as well"),
    ],
)
def test_a_lock_that_has_two_in_one_file_is_refused(
    path: str, told: str, campaign: Workplace
) -> None:
    entry = replace(campaign.disk.lock.entries["beach"], output=path)
    lock = campaign.disk.lock.recording({"beach": entry})

    with pytest.raises(InvalidError) as caught:
        refuse_one_file(campaign.graph, lock, "assets.lock")

    assert told in caught.value.diagnostics[0].detail
    refuse_one_file(campaign.graph, campaign.disk.lock, "assets.lock")
