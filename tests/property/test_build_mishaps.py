"""What goes wrong in a build: power cuts at every instant, failures, damage, and people."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.errors import DamagedError, StorageError
from assetforge.core.exits import Exit
from assetforge.execution.events import Draining, StepEnded, StepStarted
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.disk import PowerLoss, blob_of
from tests.fakes.ports import ListeningObserver
from tests.property.projects import dependants, made_ones, workplaces
from tests.property.test_build_laws import MADE, MAKE, everything_is_right

if TYPE_CHECKING:
    from assetforge.execution.events import Event
    from assetforge.lock.model import Entry
    from assetforge.plan.model import Step
    from tests.fakes.workplace import Built, Workplace

examples = settings(max_examples=40)
few = settings(max_examples=12)


@few
@given(workplaces(most=6), st.data())
def test_a_power_cut_at_any_instant_costs_nothing_twice(
    ready: Workplace, data: st.DataObject
) -> None:
    if data.draw(st.booleans()):
        ready.build()
        unsettle(ready, data)
    rehearsal = deepcopy(ready)
    rehearsal.build()
    first, last = len(ready.disk.effects), len(rehearsal.disk.effects)
    for instant in range(first, last):
        workplace = deepcopy(ready)
        workplace.disk.fails_at = instant
        cut_short(workplace)
        no_output_is_torn(workplace)
        bought = {made.key for made in workplace.disk.recorded if made.provider != "here"}

        workplace.build()

        everything_is_right(workplace)
        times = Counter(made.key for made in workplace.disk.recorded if made.key in bought)
        assert set(times.values()) <= {1}


def unsettle(workplace: Workplace, data: st.DataObject) -> None:
    """Change, move and lose things, as people do."""
    names = st.sampled_from(made_ones(workplace))
    for name in data.draw(st.lists(names, max_size=2)):
        workplace.change(name, prompt="new", look=data.draw(st.sampled_from(("red", "new"))))
    for name in data.draw(st.lists(names, max_size=2)):
        workplace.move(name, f"assets/elsewhere-{name}")
    for output in data.draw(st.lists(st.sampled_from(sorted(workplace.disk.outputs)), max_size=2)):
        workplace.disk.outputs.pop(output, None)


def cut_short(workplace: Workplace) -> None:
    """Build until the power goes, then switch it on again."""
    try:
        workplace.build()
    except PowerLoss:
        pass
    except BaseExceptionGroup as group:
        assert group.subgroup(PowerLoss) is not None
    assert workplace.disk.is_off
    workplace.disk.restart()


def no_output_is_torn(workplace: Workplace) -> None:
    """Every output holds bytes that the store holds too, and every record speaks of such bytes."""
    disk = workplace.disk
    assert {blob_of(data).digest for data in disk.outputs.values()} <= disk.blobs.keys()
    assert {made.result.digest for made in disk.records.values()} <= disk.blobs.keys()
    assert {entry.made.key for entry in disk.lock.entries.values()} <= disk.records.keys()


@examples
@given(workplaces(), st.data())
def test_a_closed_gate_lets_run_what_runs_and_saves_it(
    workplace: Workplace, data: st.DataObject
) -> None:
    gate, count = Gate(), data.draw(st.integers(0, 12))
    observer = closing_after(count, gate)

    first = workplace.build(gate=gate, observer=observer)

    if gate.closed_by is not None:
        ended = first.ended("made", "derived", "restored")
        assert set(first.execution.left) == set(made_ones(workplace)) - ended
        assert not started_after_closing(observer)
    assert set(workplace.disk.lock.entries) == first.ended("made", "derived", "restored")
    recorded = [made.key for made in workplace.disk.recorded]
    second = workplace.build()
    assert second.execution.exit is Exit.DONE
    all_keys = [made.key for made in workplace.disk.recorded]
    assert len(all_keys) == len(set(all_keys)) >= len(recorded)
    everything_is_right(workplace)


def closing_after(count: int, gate: Gate) -> ListeningObserver:
    """Watch a build, and close its gate once that many steps have started."""
    started: list[str] = []

    def notice(event: Event) -> None:
        if isinstance(event, StepStarted):
            started.append(event.step.address)
            if len(started) == count:
                gate.close(Exit.INTERRUPTED)

    return ListeningObserver(notice)


def started_after_closing(observer: ListeningObserver) -> list[str]:
    """List what started after the gate was closed, beyond what was under way already."""
    kinds = [type(event) for event in observer.events]
    after = observer.events[kinds.index(Draining) :]
    draining = after[0]
    assert isinstance(draining, Draining)
    ended = sum(
        isinstance(event, StepEnded) and event.outcome.ending != "skipped" for event in after
    )
    return ["too many"] if ended > draining.running else []


@examples
@given(workplaces(), st.data())
def test_fail_fast_starts_nothing_after_a_failure(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.stops_at_failure = True
    bad = data.draw(st.sampled_from(made_ones(workplace)))
    for provider in workplace.providers.values():
        provider.failing.add(bad)

    built = workplace.build()

    if built.ended("failed"):
        assert not started_after_closing(built.observer)
        assert built.execution.exit is Exit.FAILED
    assert set(workplace.disk.lock.entries) == built.ended("made", "derived", "restored", "kept")


@examples
@given(workplaces(), st.data())
def test_a_bug_in_one_step_loses_no_other_result_and_is_raised_at_the_end(
    workplace: Workplace, data: st.DataObject
) -> None:
    bad = data.draw(st.sampled_from(made_ones(workplace)))
    for provider in workplace.providers.values():
        provider.breaking.add(bad)
    others = set(made_ones(workplace)) - {bad} - dependants(workplace, bad)
    shared = {step.address for step in workplace.plan().steps if step.same_as}
    safe = others if bad not in {step.same_as for step in workplace.plan().steps} else set()

    if bad in shared:
        workplace.build()
    else:
        with pytest.raises(RuntimeError, match=bad):
            workplace.build()

    assert safe - shared <= set(workplace.disk.lock.entries)


@examples
@given(workplaces(shares=False), st.data())
def test_damaged_bytes_are_made_again_where_that_is_free_and_reported_where_it_is_not(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    entry = workplace.disk.lock.entries[name]
    workplace.disk.blobs[entry.made.result.digest] = b"image/png 1 1\ndamaged"
    del workplace.disk.outputs[entry.output]
    paid = payments(workplace)

    built = workplace.build()

    assert payments(workplace) == paid
    is_converted = entry.transcoded is not None  # the store has that file as well
    if workplace.assets[name].provider == "here" or is_converted:
        assert workplace.disk.outputs[entry.output] == blob_bytes(workplace, entry)
        assert built.execution.exit is Exit.DONE
    else:
        assert built.execution.exit is Exit.DAMAGED
        error = built.execution.outcomes[name].error
        assert error is not None
        assert f"--replace {name}" in error.next_step
        assert workplace.plan().costs()


@examples
@given(workplaces(shares=False), st.data())
def test_damaged_bytes_are_healed_from_the_output_when_another_asset_needs_them(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    entry = workplace.disk.lock.entries[name]
    workplace.disk.blobs[entry.made.result.digest] = b"image/png 1 1\ndamaged"
    workplace.add("user", name)

    built = workplace.build()

    is_lost = entry.transcoded is not None and workplace.assets[name].provider != "here"
    assert built.ended("failed") == ({"user"} if is_lost else set())
    assert built.execution.exit is (Exit.DAMAGED if is_lost else Exit.DONE)
    assert is_lost or workplace.disk.blobs[entry.made.result.digest] != b"image/png 1 1\ndamaged"
    assert built.ended(*MADE) <= {"user"}


@examples
@given(workplaces(), st.data())
def test_a_fresh_clone_with_committed_outputs_pays_for_nothing(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()
    paid = payments(workplace)
    assert not workplace.plan().has_changes
    moved = data.draw(st.lists(st.sampled_from(made_ones(workplace)), unique=True))
    for name in moved:
        workplace.move(name, f"assets/moved-{name}", workplace.assets[name].extension)

    built = workplace.build()

    assert built.execution.exit is Exit.DONE
    assert built.ended("restored") == set(moved)
    assert payments(workplace) == paid
    assert not workplace.plan().has_changes


@examples
@given(workplaces(makers=("paid", "here"), shares=False), st.data())
def test_what_only_an_output_still_held_can_be_restored_after_it_was_overwritten(
    workplace: Workplace, data: st.DataObject
) -> None:
    for name in made_ones(workplace):
        workplace.move(name, workplace.assets[name].stem)  # no conversions
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    before, outputs = workplace.assets[name], dict(workplace.disk.outputs)
    workplace.change(name, prompt="changed", look="changed")
    workplace.build()
    paid = payments(workplace)
    workplace.assets[name] = before

    workplace.build()

    assert payments(workplace) == paid
    assert workplace.disk.outputs == outputs


def payments(workplace: Workplace) -> int:
    return len(workplace.paid.started) + len(workplace.other.started)


def blob_bytes(workplace: Workplace, entry: Entry) -> bytes:
    return workplace.disk.blobs[entry.file.digest]


@examples
@given(workplaces())
def test_a_store_that_does_not_answer_is_no_miss(workplace: Workplace) -> None:
    workplace.build()
    workplace.disk.outputs.clear()
    facts = workplace.facts
    facts.is_failing = True
    started = [list(each.started) for each in workplace.providers.values()]

    with pytest.raises(StorageError):
        workplace.plan(facts=facts)

    assert [each.started for each in workplace.providers.values()] == started


@examples
@given(workplaces(), st.data())
def test_a_record_that_cannot_be_read_leads_to_no_payment_unless_asked_for(
    workplace: Workplace, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(made_ones(workplace)))
    workplace.build()
    facts = workplace.facts
    key = workplace.disk.lock.entries[name].made.key
    facts.damaged.add(key)
    workplace.disk.lock = workplace.disk.lock.without(frozenset(made_ones(workplace)))

    if workplace.assets[name].provider == "here":
        plan = workplace.plan(facts=facts)
        assert name in {step.address for step in plan.steps if step.action in MAKE}
        assert not plan.costs()
    else:
        with pytest.raises(DamagedError):
            workplace.plan(facts=facts)
        sharers = {each.address for each in asking_the_same(workplace, key)}
        wishes = Wishes(selection=Selection(), replace=tuple(sharers))
        assert workplace.plan(wishes, facts).costs()


def asking_the_same(workplace: Workplace, key: str) -> list[Step]:
    return [step for step in workplace.plan().steps if step.key == key]


@examples
@given(workplaces())
def test_a_lock_that_cannot_be_written_stops_the_build_and_loses_nothing(
    workplace: Workplace,
) -> None:
    workplace.lock_refuses = 99

    built = workplace.build()

    assert built.execution.exit is Exit.STORAGE
    finished = built.ended(*MADE, "restored")
    assert finished <= set(built.execution.lock.entries)
    assert not workplace.disk.lock.entries
    workplace.lock_refuses = 0
    again = workplace.build()
    assert not again.ended(*MADE) & finished
    everything_is_right(workplace)
