"""Blessing on a project in memory: what is re-keyed, and what is no matter of opinion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.core.errors import UsageError
from assetforge.lock.model import Blessing
from assetforge.plan.blessing import bless_assets
from assetforge.plan.build import Planner, build_plan
from assetforge.plan.locked_facts import LockFacts
from assetforge.plan.model import Reason
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.plan.blessing import Blessed


@pytest.fixture
def campaign() -> Workplace:
    """A built project: hero, a beach made from it, a film and a thumbnail."""
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero", size="64x64", sound=False)
    workplace.add("beach", "hero", "logo")
    workplace.add("film", "beach", kind="video", shots=[{"prompt": "a", "duration": 3}])
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.build()
    return workplace


def bless(workplace: Workplace, *names: str, why: str = "a typo") -> dict[str, Blessed]:
    """Bless, and keep that as the lock would."""
    planner = Planner(
        lock=workplace.lock, facts=workplace.facts, market=workplace.market, asked=frozenset()
    )
    done = bless_assets(workplace.graph, planner, frozenset(names), why)
    entries = {each.address: replace(each.before, made=each.made) for each in done}
    workplace.disk.lock = workplace.lock.recording(entries)
    return {each.address: each for each in done}


def test_a_blessed_edit_leaves_nothing_to_do_here_and_after_it(campaign: Workplace) -> None:
    before = campaign.disk.lock.entries["hero"].made
    campaign.change("hero", prompt="held")

    done = bless(campaign, "hero")["hero"]

    assert done.changes == (Reason(why="field", field="prompt", old="hero", new="held"),)
    assert done.made.key != before.key
    assert done.made.request["prompt"] == "held"
    assert done.made.result == before.result
    assert done.made.blessing == Blessing(
        reasons=("a typo",), key=before.key, key_schema=1, model=before.model,
        request=before.request, inputs=before.inputs,
    )  # fmt: skip
    assert not campaign.plan().has_changes


def test_a_second_edit_adds_its_reason_and_what_it_was_made_for_stays(campaign: Workplace) -> None:
    origin = campaign.disk.lock.entries["hero"].made
    for word in ("held", "kept"):
        campaign.change("hero", prompt=word)
        bless(campaign, "hero", why=word)

    blessing = campaign.disk.lock.entries["hero"].made.blessing

    assert blessing is not None
    assert (blessing.reasons, blessing.key) == (("held", "kept"), origin.key)


def test_what_counts_already_is_left_as_it_is(campaign: Workplace) -> None:
    assert bless(campaign, "hero", "beach") == {}


def test_an_input_and_what_is_made_from_it_are_blessed_together(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    campaign.change("beach", prompt="strand")

    assert set(bless(campaign, "hero", "beach")) == {"hero", "beach"}
    assert not campaign.plan().has_changes


def test_an_edited_source_can_be_blessed(campaign: Workplace) -> None:
    campaign.source("logo", "the same, saved again")

    done = bless(campaign, "beach")["beach"]

    assert [reason.upstream for reason in done.changes] == ["logo"]
    assert not campaign.plan().has_changes


def edit_and_buy(workplace: Workplace) -> None:
    """Have two takes: the older one is locked, the newer one is what is asked for."""
    older = workplace.disk.lock
    workplace.change("hero", prompt="held", look="another")
    workplace.build()
    workplace.disk.lock = older


def lose_what_was_bought(workplace: Workplace) -> None:
    edit_and_buy(workplace)
    key = next(step.key for step in workplace.plan().steps if step.address == "hero")
    assert key is not None
    del workplace.disk.blobs[workplace.disk.records[key].result.digest]
    del workplace.disk.outputs["assets/hero.png"]


def make_alike(workplace: Workplace) -> None:
    workplace.change("hero", prompt="held", look="held")
    workplace.add("other", size="64x64", sound=False)
    workplace.build()
    workplace.change("other", prompt="same", look="same")
    workplace.change("hero", prompt="same", look="same")


def bless_alike(workplace: Workplace) -> None:
    make_alike(workplace)
    bless(workplace, "hero")


REFUSED: Final[tuple[tuple[Callable[[Workplace], None], list[str], str], ...]] = (
    (lambda it: it.change("hero", size="32x32"), ["hero"], "`size` says what the file is"),
    (lambda it: it.change("hero", sound=True), ["hero"], "`sound` says"),
    (lambda it: it.change("hero", paid={"output_format": "jpeg"}), ["hero"], "`output_format` say"),
    (lambda it: it.change("hero", paid={"size": "32x32"}), ["hero"], "`size` says"),
    (lambda it: it.change("film", shots=[{"prompt": "a", "duration": 4}]), ["film"], "`shots`"),
    (lambda it: it.add("hero", by="other"), ["hero"], "paid made it, and other is asked for"),
    (lambda it: it.add("hero", kind="upscale"), ["hero"], "kind image, and upscale is asked"),
    (lambda it: it.add("new"), ["new"], "is not in the lock"),
    (lambda it: it.change("hero", prompt="held"), ["beach"], "made from `hero`, which a build"),
    (edit_and_buy, ["hero"], "the store has what was made for it as it is asked for now"),
    (lose_what_was_bought, ["hero"], "its bytes are gone here"),
    (bless_alike, ["other"], "`hero` counts for the very same now, with another result"),
    (make_alike, ["hero", "other"], "ask for the very same now, and have two results"),
)  # fmt: skip


@pytest.mark.parametrize(("edit", "names", "told"), REFUSED)
def test_what_is_no_matter_of_opinion_is_refused(
    campaign: Workplace, edit: Callable[[Workplace], None], names: list[str], told: str
) -> None:
    edit(campaign)
    before = campaign.disk.lock

    with pytest.raises(UsageError, match=told):
        bless(campaign, *names)

    assert campaign.disk.lock == before


def test_what_was_said_in_general_may_be_said_for_the_provider_alone(campaign: Workplace) -> None:
    campaign.change("hero", paid={"size": "64x64", "style": "bold"}, size=None)

    assert set(bless(campaign, "hero")) == {"hero"}


def test_a_shot_may_be_told_in_other_words(campaign: Workplace) -> None:
    campaign.change("film", shots=[{"prompt": "an a", "duration": 3}])

    assert set(bless(campaign, "film")) == {"film"}


def test_what_a_sandbox_made_never_becomes_the_services_own(campaign: Workplace) -> None:
    entry = campaign.disk.lock.entries["hero"]
    played = replace(entry, made=replace(entry.made, place="this machine"))
    campaign.disk.lock = campaign.disk.lock.recording({"hero": played})
    campaign.change("hero", prompt="held")

    with pytest.raises(UsageError, match="what a sandbox makes never counts"):
        bless(campaign, "hero")


def clone(workplace: Workplace) -> None:
    """Leave what a fresh clone has: the lock and the outputs."""
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()


def test_a_blessing_that_is_taken_back_costs_nothing_anywhere(campaign: Workplace) -> None:
    before = campaign.disk.lock
    campaign.change("hero", prompt="held")
    bless(campaign, "hero")
    campaign.change("hero", prompt="hero")
    clone(campaign)

    built = campaign.build()

    assert {step.address: step.action for step in built.plan.steps}["hero"] == "restore"
    assert built.plan.costs() == {}
    assert campaign.disk.lock.entries == before.entries


def test_the_locks_alone_say_so_too(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    bless(campaign, "hero")
    campaign.change("hero", prompt="hero")
    sources = {"logo": campaign.facts.source("logo")}
    facts = LockFacts(campaign.disk.lock, sources)

    plan = build_plan(campaign.graph, campaign.disk.lock, facts, campaign.market, EVERYTHING)

    assert plan.costs() == {}


def test_what_was_blessed_counts_for_no_other_asset(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    done = bless(campaign, "hero")["hero"]
    campaign.add("other", prompt="held", look="hero", size="64x64", sound=False)
    sources = {"logo": campaign.facts.source("logo")}
    steps = {step.address: step for step in campaign.plan().steps}

    assert steps["other"].key == done.made.key
    assert steps["other"].action == "make"
    assert steps["hero"].action == "keep"
    assert LockFacts(campaign.disk.lock, sources).made(done.made.key) is None


def test_a_blessing_in_the_store_counts_for_nobody(campaign: Workplace) -> None:
    older = campaign.disk.lock
    campaign.change("hero", prompt="held")
    made = bless(campaign, "hero")["hero"].made
    campaign.disk.records[made.key] = made
    campaign.disk.lock = older

    assert {step.address: step.action for step in campaign.plan().steps}["hero"] == "make"
    assert set(bless(campaign, "hero")) == {"hero"}


def test_no_build_records_a_blessing_in_the_store(campaign: Workplace) -> None:
    campaign.change("hero", prompt="held")
    key = bless(campaign, "hero")["hero"].made.key
    clone(campaign)
    campaign.move("hero", "assets/elsewhere")

    campaign.build()

    entry = campaign.disk.lock.entries["hero"]
    assert (entry.output, entry.made.key) == ("assets/elsewhere.png", key)
    assert key not in campaign.disk.records
    assert campaign.disk.records[entry.made.as_ordered.key] == entry.made.as_ordered


@pytest.fixture
def drawn() -> Workplace:
    """A built project: a sketch that is drawn here, a thumbnail of it, and what is bought."""
    workplace = Workplace()
    workplace.add("sketch", by="here")
    workplace.add("thumb", "sketch", by="here", kind="derive")
    workplace.add("beach", "sketch")
    workplace.add("night", "beach")
    workplace.add("icon", "thumb")
    workplace.build()
    return workplace


def test_what_was_bought_from_a_blessed_drawing_is_named_as_it_would_be_bought_anew(
    drawn: Workplace,
) -> None:
    drawn.change("sketch", prompt="skitch")

    done = bless(drawn, "sketch")

    assert done["sketch"].still_paid == ("beach", "icon", "night")
    assert {step.address for step in drawn.plan().steps if step.is_paid} == {
        "beach", "night", "icon",
    }  # fmt: skip


def test_what_is_blessed_together_is_not_bought_anew(drawn: Workplace) -> None:
    drawn.change("sketch", prompt="skitch")

    done = bless(drawn, "sketch", "thumb", "beach", "icon")

    assert {name: each.still_paid for name, each in done.items()} == dict.fromkeys(done, ())
    assert drawn.plan().costs_in_all() == {}


def test_what_changed_for_a_reason_of_its_own_does_not_follow_from_a_blessing(
    campaign: Workplace,
) -> None:
    campaign.change("hero", prompt="held")
    campaign.change("beach", prompt="strand")

    assert bless(campaign, "hero")["hero"].still_paid == ()
