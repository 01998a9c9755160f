from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError, StaleError
from assetforge.core.exits import Exit
from assetforge.execution.events import BuildStarted, Draining, StepEnded, StepStarted
from assetforge.execution.gate import Gate
from assetforge.execution.schedule import Limits
from tests.fakes.disk import picture
from tests.fakes.ports import ListeningObserver
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.execution.events import Event


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero", "logo")
    workplace.add("beach", "hero")
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.add("icon", by="here")
    return workplace


def test_steps_of_different_lanes_run_side_by_side(campaign: Workplace) -> None:
    built = campaign.build()

    assert built.workshop.busiest == 2
    assert built.execution.seconds == 3  # a second for each link of the chain
    assert built.execution.exit is Exit.DONE


def test_one_job_at_a_time_runs_one_after_another(campaign: Workplace) -> None:
    campaign.limits = Limits(total=1, lanes={})

    built = campaign.build()

    assert built.workshop.busiest == 1
    assert built.execution.seconds == 4


def test_observers_are_told_of_the_start_each_step_and_each_end(campaign: Workplace) -> None:
    events = campaign.build().observer.events

    assert isinstance(events[0], BuildStarted)
    started = [event.step.address for event in events if isinstance(event, StepStarted)]
    ended = [event.outcome.step.address for event in events if isinstance(event, StepEnded)]
    assert sorted(started) == sorted(ended) == ["beach", "hero", "icon", "thumb"]


def test_what_is_kept_ends_without_having_started(campaign: Workplace) -> None:
    campaign.build()

    events = campaign.build().observer.events

    assert [type(event) for event in events] == [BuildStarted, *[StepEnded] * 4]


def test_a_failure_skips_its_dependants_and_says_which(campaign: Workplace) -> None:
    campaign.paid.failing.add("beach")

    outcomes = campaign.build().execution.outcomes

    assert isinstance(outcomes["beach"].error, MakingError)
    assert (outcomes["thumb"].ending, outcomes["thumb"].because) == ("skipped", "beach")
    assert outcomes["hero"].ending == "made"


def test_a_dependant_that_is_there_is_kept_though_its_input_fails(campaign: Workplace) -> None:
    campaign.build()
    entry = campaign.disk.lock.entries["beach"]
    campaign.disk.blobs[entry.made.result.digest] = b"damaged"
    del campaign.disk.outputs[entry.output]

    built = campaign.build()

    assert built.ended("failed") == {"beach"}
    assert built.ended("kept") == {"hero", "thumb", "icon"}
    assert built.execution.exit is Exit.DAMAGED


def test_blocked_assets_name_their_input_and_keep_nothing_else_from_being_made(
    campaign: Workplace,
) -> None:
    campaign.unable = frozenset({"paid"})

    built = campaign.build()

    outcomes = built.execution.outcomes
    assert built.ended("derived", "made") == {"icon"}
    assert {name: outcomes[name].because for name in ("hero", "beach", "thumb")} == {
        "hero": "", "beach": "hero", "thumb": "beach",
    }  # fmt: skip
    assert built.execution.exit is Exit.UNAVAILABLE
    assert campaign.paid.started == []


def test_a_gate_that_is_closed_before_lets_nothing_start(campaign: Workplace) -> None:
    gate = Gate()
    gate.close(Exit.INTERRUPTED)

    built = campaign.build(gate=gate)

    assert set(built.execution.left) == {"hero", "beach", "thumb", "icon"}
    assert built.execution.outcomes == {}
    assert not built.lock_file.writes


def test_a_gate_that_closes_drains(campaign: Workplace) -> None:
    gate = Gate()

    def close(event: Event) -> None:
        if isinstance(event, StepStarted):
            gate.close(Exit.INTERRUPTED)

    built = campaign.build(gate=gate, observer=ListeningObserver(close))

    assert Draining(running=2, is_asked=True) in built.observer.events
    assert built.ended("made") == {"hero", "icon"}
    assert set(campaign.disk.lock.entries) == {"hero", "icon"}


def test_a_failure_that_ends_a_build_is_not_told_as_a_wish(campaign: Workplace) -> None:
    gate = Gate()

    def close(event: Event) -> None:
        if isinstance(event, StepStarted):
            gate.close(Exit.FAILED)

    built = campaign.build(gate=gate, observer=ListeningObserver(close))

    assert Draining(running=2) in built.observer.events


def test_who_watches_cannot_stop_a_build_and_is_heard_at_the_end(campaign: Workplace) -> None:
    def stumble(event: Event) -> None:
        raise ValueError(type(event).__name__)

    with pytest.raises(ValueError, match="BuildStarted"):
        campaign.build(observer=ListeningObserver(stumble))

    assert len(campaign.disk.lock.entries) == 4


def test_a_bug_in_a_step_is_raised_after_everything_else_is_saved(campaign: Workplace) -> None:
    campaign.paid.breaking.add("beach")

    with pytest.raises(RuntimeError, match="beach"):
        campaign.build()

    assert set(campaign.disk.lock.entries) == {"hero", "icon"}


def test_a_store_that_fails_in_the_middle_stops_the_build_and_buys_nothing_more(
    campaign: Workplace,
) -> None:
    campaign.build()
    campaign.change("hero", prompt="held")
    facts = campaign.facts
    started = list(campaign.paid.started)

    def fail(event: Event) -> None:
        if isinstance(event, StepEnded) and event.outcome.step.address == "hero":
            facts.is_failing = True

    built = campaign.build(observer=ListeningObserver(fail), facts=facts)

    assert built.execution.exit is Exit.STORAGE
    assert campaign.paid.started == [*started, "hero"]
    assert built.ended("failed") == {"beach"}


def test_a_source_that_changed_since_the_plan_is_not_used(campaign: Workplace) -> None:
    plan, facts = campaign.plan(), campaign.facts
    campaign.disk.sources["brand/logo.png"] = picture("changed since")

    built = campaign.build(plan=plan, facts=facts)

    assert isinstance(built.execution.outcomes["hero"].error, StaleError)
    assert built.execution.exit is Exit.STALE
    assert campaign.paid.started == []
    assert built.ended("made") == {"icon"}


def test_what_shares_a_failed_request_is_not_asked_for_again(campaign: Workplace) -> None:
    campaign.add("held", "logo", prompt="hero", look="hero")
    campaign.paid.failing |= {"hero", "held"}

    built = campaign.build()

    assert campaign.paid.started == ["hero"]
    held = built.execution.outcomes["held"]
    assert (held.ending, held.because) == ("skipped", "hero")


def test_a_paid_result_that_exists_is_restored_though_its_input_fails(campaign: Workplace) -> None:
    campaign.build()
    entry = campaign.disk.lock.entries["hero"]
    campaign.disk.blobs[entry.made.result.digest] = b"damaged"
    campaign.disk.outputs.clear()

    built = campaign.build()

    assert built.ended("failed") == {"hero"}
    assert built.ended("restored") == {"beach", "thumb", "icon"}


def test_a_disk_that_fails_is_not_paid_into_again(campaign: Workplace) -> None:
    campaign.add("sign")
    campaign.limits = Limits(total=1, lanes={})
    facts = campaign.facts
    plan = campaign.plan(facts=facts)
    facts.is_failing = True

    built = campaign.build(plan=plan, facts=facts)

    assert built.execution.exit is Exit.STORAGE
    assert len(campaign.paid.started) == 1
    assert built.execution.left


def test_a_shared_result_is_locked_with_the_inputs_that_each_asset_names(
    campaign: Workplace,
) -> None:
    campaign.source("badge", "logo")  # other name, same picture
    campaign.add("held", "badge", prompt="hero", look="hero")

    campaign.build()

    entries = campaign.disk.lock.entries
    names = {name: [ref.name for ref in entries[name].made.inputs] for name in ("hero", "held")}
    assert names == {"hero": ["logo"], "held": ["badge"]}
    assert entries["hero"].made.key == entries["held"].made.key
    assert campaign.paid.started.count("hero") + campaign.paid.started.count("held") == 1
