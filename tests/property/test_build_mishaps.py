"""What goes wrong in a build: power cuts at every instant, failures, bugs and signals."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.exits import Exit
from assetforge.execution.events import Draining, StepEnded, StepStarted
from assetforge.execution.gate import Gate
from tests.fakes.disk import PowerLoss, blob_of
from tests.fakes.ports import ListeningObserver
from tests.property.outcomes import (
    MADE,
    everything_is_right,
)
from tests.property.projects import dependants, made_ones, workplaces

if TYPE_CHECKING:
    from assetforge.execution.events import Event
    from tests.fakes.workplace import Workplace

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
    with suppress(PowerLoss, BaseExceptionGroup):
        workplace.build()
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
    for provider in workplace.makers.values():
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
    for provider in workplace.makers.values():
        provider.breaking.add(bad)
    others = set(made_ones(workplace)) - {bad} - dependants(workplace, bad)
    shared = {step.address for step in workplace.plan().steps if step.same_as}
    safe = others if bad not in {step.same_as for step in workplace.plan().steps} else set[str]()

    if bad in shared:
        workplace.build()
    else:
        with pytest.raises(RuntimeError, match=bad):
            workplace.build()

    assert safe - shared <= set(workplace.disk.lock.entries)


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
