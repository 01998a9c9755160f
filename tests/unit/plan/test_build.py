from __future__ import annotations

import pytest

from assetforge.core.credits import Credits
from assetforge.core.errors import UsageError
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.plan.model import Orphan
from tests.fakes.workplace import Workplace


def wishes(*targets: str, replace: tuple[str, ...] = ()) -> Wishes:
    return Wishes(selection=Selection(targets=targets), replace=replace)


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("icon", by="here")
    return workplace


def test_steps_stand_inputs_first_and_sources_are_none(campaign: Workplace) -> None:
    assert [step.address for step in campaign.plan().steps] == ["hero", "icon", "beach"]


def test_local_inputs_count_by_key_and_sources_by_content(campaign: Workplace) -> None:
    campaign.add("badge", "icon", "logo", by="here")

    steps = {step.address: step for step in campaign.plan().steps}

    inputs = steps["badge"].ask.inputs
    assert inputs is not None
    assert [(ref.name, ref.by) for ref in inputs] == [("icon", "key"), ("logo", "content")]
    assert inputs[0].digest == steps["icon"].key


def test_a_word_without_a_value_is_no_word(campaign: Workplace) -> None:
    campaign.change("icon", seed=None)

    step = next(step for step in campaign.plan().steps if step.address == "icon")

    assert "seed" not in step.ask.request


def test_what_two_assets_ask_for_alike_is_paid_once(campaign: Workplace) -> None:
    campaign.add("held", prompt="hero", look="hero")

    plan = campaign.plan()

    held = next(step for step in plan.steps if step.address == "held")
    assert (held.action, held.same_as, held.made) == ("restore", "hero", None)
    assert plan.costs() == {"paid": Credits.exactly(20)}


def test_an_asset_that_the_manifest_lost_is_an_orphan(campaign: Workplace) -> None:
    campaign.build()
    del campaign.assets["icon"]

    plan = campaign.plan()

    assert plan.orphans == (Orphan(address="icon", output="assets/icon.png"),)
    assert not plan.has_changes


def test_an_asset_that_became_a_source_is_an_orphan(campaign: Workplace) -> None:
    campaign.build()
    campaign.source("icon")

    assert [orphan.address for orphan in campaign.plan().orphans] == ["icon"]


def test_an_asset_outside_the_selection_is_no_orphan(campaign: Workplace) -> None:
    campaign.build()

    assert campaign.plan(wishes("icon")).orphans == ()


def test_the_chain_is_the_slowest_of_what_is_to_be_done(campaign: Workplace) -> None:
    assert campaign.plan().chain.addresses == ("hero", "beach")
    campaign.build()
    assert campaign.plan().chain.addresses == ()


def test_replacing_means_globs_and_passes_over_sources(campaign: Workplace) -> None:
    assert campaign.plan(wishes(replace=("*o*",))).asked == {"hero", "icon"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (wishes("icon", replace=("hero",)), "`hero` is to be replaced but is not among"),
        (wishes(replace=("logo",)), "`logo` is a source"),
        (wishes(replace=("her",)), "no asset fits `her`"),
    ],
)
def test_replacing_what_cannot_be_is_refused(campaign: Workplace, asked: Wishes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        campaign.plan(asked)
