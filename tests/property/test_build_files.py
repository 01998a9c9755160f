"""The laws of output files: what people edited stays, and what is ours finds its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.property.outcomes import (
    MADE,
    everything_is_right,
)
from tests.property.projects import made_ones, workplaces

if TYPE_CHECKING:
    from tests.fakes.workplace import Workplace

examples = settings(max_examples=40)


@examples
@given(workplaces(), st.data())
def test_a_hand_edited_output_stays_and_its_dependants_use_the_stored_result(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    lock, outputs = workplace.disk.lock, dict(workplace.disk.outputs)
    edited = workplace.edit_output(name)
    path = lock.entries[name].output
    for user in workplace.graph.users[name]:
        workplace.disk.outputs.pop(lock.entries[user].output)

    built = workplace.build()

    assert built.planned("keep") >= {name}
    assert built.execution.outcomes[name].step.is_edited
    assert not built.ended(*MADE)
    assert workplace.disk.outputs == {**outputs, path: edited}
    assert workplace.disk.lock == lock
    replaced = workplace.build(Wishes(selection=Selection(), replace=(name,)))
    assert not replaced.ended(*MADE)
    assert workplace.disk.outputs == outputs
    everything_is_right(workplace)


@examples
@given(workplaces(), st.data())
def test_an_edited_output_outlives_a_change_and_the_way_back(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    edited, asset = workplace.edit_output(name), workplace.assets[name]
    path = workplace.disk.lock.entries[name].output

    for prompt in ("changed", asset.params["prompt"]):
        workplace.change(name, prompt=prompt)
        assert workplace.plan().has_changes
        built = workplace.build()
        assert built.execution.outcomes[name].step.is_edited
        assert workplace.disk.outputs[path] == edited
        assert not workplace.plan().has_changes


@examples
@given(workplaces(), st.data())
def test_bytes_that_the_store_knows_are_replaced(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    right = dict(workplace.disk.outputs)
    name = data.draw(st.sampled_from(made_ones(workplace)))
    path = workplace.disk.lock.entries[name].output
    workplace.disk.outputs[path] = data.draw(st.sampled_from(sorted(workplace.disk.blobs.values())))

    built = workplace.build()

    assert not built.ended(*MADE)
    assert workplace.disk.outputs == right


@examples
@given(workplaces(shares=False), st.data())
def test_outputs_may_swap_their_places(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    names = data.draw(st.permutations(made_ones(workplace)))
    entries, bytes_of = workplace.disk.lock.entries, workplace.disk.outputs
    held = {name: bytes_of[entries[name].output] for name in names}
    places = [(workplace.assets[name].stem, workplace.assets[name].extension) for name in names]
    is_fresh_clone = data.draw(st.booleans())
    if is_fresh_clone:  # outputs were committed, and nothing is in the store of this machine
        workplace.disk.blobs.clear()
        workplace.disk.records.clear()
    asked = len(workplace.paid.started) + len(workplace.other.started)
    for name, (stem, _) in zip(names, [*places[1:], places[0]], strict=True):
        workplace.move(name, stem, workplace.assets[name].extension)

    workplace.build()

    assert len(workplace.paid.started) + len(workplace.other.started) == asked
    locked = workplace.disk.lock.entries
    assert {name: bytes_of[locked[name].output] for name in names} == held
    assert set(bytes_of) == {entry.output for entry in locked.values()}
    assert not workplace.plan().has_changes
