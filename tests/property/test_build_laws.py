"""The laws of plan and build, shown on any graph with the real code in virtual time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.exits import Exit
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.property.outcomes import (
    MADE,
    MAKE,
    everything_is_right,
    keeps_to_its_plan,
)
from tests.property.projects import made_ones, workplaces

if TYPE_CHECKING:
    from tests.fakes.workplace import Built, Workplace

examples = settings(max_examples=40)


@examples
@given(workplaces())
def test_after_a_build_there_is_nothing_to_do(workplace: Workplace) -> None:
    first = workplace.build()
    before = list(workplace.disk.effects)

    second = workplace.build()

    assert first.execution.exit is Exit.DONE
    everything_is_right(workplace)
    assert second.ended("kept") == set(made_ones(workplace))
    assert workplace.disk.effects == before
    assert not second.lock_file.writes


@examples
@given(workplaces(), st.data())
def test_a_build_does_what_its_plan_says(workplace: Workplace, data: st.DataObject) -> None:
    keeps_to_its_plan(workplace.build())
    for name in data.draw(st.lists(st.sampled_from(made_ones(workplace)), max_size=3)):
        workplace.change(name, prompt="other", look=data.draw(st.sampled_from(("red", "new"))))
    for output in data.draw(st.lists(st.sampled_from(sorted(workplace.disk.outputs)), max_size=3)):
        workplace.disk.outputs.pop(output, None)

    built = workplace.build()

    keeps_to_its_plan(built)
    everything_is_right(workplace)


@examples
@given(workplaces(), st.data())
def test_going_back_restores_and_makes_nothing(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    before, lock = dict(workplace.disk.outputs), workplace.disk.lock
    name = data.draw(st.sampled_from(made_ones(workplace)))
    asset = workplace.assets[name]
    workplace.change(name, prompt="changed", look="changed")
    workplace.build()
    workplace.assets[name] = asset

    built = workplace.build()

    assert not built.planned(*MAKE)
    assert not built.ended(*MADE)
    assert workplace.disk.lock == lock
    assert workplace.disk.outputs == before


@examples
@given(workplaces(), st.data())
def test_a_failure_takes_only_its_dependants_with_it(
    workplace: Workplace, data: st.DataObject
) -> None:
    bad = data.draw(st.sampled_from(made_ones(workplace)))
    for provider in workplace.makers.values():
        provider.failing.add(bad)

    first = workplace.build()
    lost = {bad} | first_users(first, bad, workplace)
    finished = set(made_ones(workplace)) - lost

    # Who turns out to ask for the very same as another takes its result and is never asked for.
    is_shared = bad in first.ended("restored")
    assert first.ended("failed") == (set() if is_shared else {bad} & first.planned(*MAKE))
    assert finished <= set(workplace.disk.lock.entries)
    assert first.execution.exit is (Exit.FAILED if first.ended("failed") else Exit.DONE)
    for provider in workplace.makers.values():
        provider.failing.clear()
        provider.started.clear()
    second = workplace.build()
    assert not set(all_started(workplace)) & finished
    assert second.execution.exit is Exit.DONE
    everything_is_right(workplace)


def first_users(built: Built, bad: str, workplace: Workplace) -> set[str]:
    """Find the dependants of a failed asset, and those that were to share its result."""
    lost = {bad}
    for step in built.plan.steps:
        if step.same_as in lost or lost & set(workplace.assets[step.address].inputs):
            lost.add(step.address)
    return lost - {bad}


def all_started(workplace: Workplace) -> list[str]:
    return [name for each in workplace.makers.values() for name in each.started]


@examples
@given(workplaces(), st.data())
def test_replacing_makes_anew_just_what_was_asked_for(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))

    built = workplace.build(Wishes(selection=Selection(), replace=(name,)))

    assert built.ended(*MADE) == {name}
    assert "asked" in {reason.why for reason in built.execution.outcomes[name].step.reasons}
    keeps_to_its_plan(built)
    everything_is_right(workplace)
