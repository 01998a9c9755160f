"""Damage and loss in the store: healed or made again where that is free, else reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.errors import DamagedError, StorageError
from assetforge.core.exits import Exit
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.property.outcomes import (
    MADE,
    MAKE,
    payments,
)
from tests.property.projects import made_ones, workplaces

if TYPE_CHECKING:
    from assetforge.lock.model import Entry
    from assetforge.plan.model import Step
    from tests.fakes.workplace import Workplace

examples = settings(max_examples=40)


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


def blob_bytes(workplace: Workplace, entry: Entry) -> bytes:
    return workplace.disk.blobs[entry.file.digest]


@examples
@given(workplaces())
def test_a_store_that_does_not_answer_is_no_miss(workplace: Workplace) -> None:
    workplace.build()
    workplace.disk.outputs.clear()
    facts = workplace.facts
    facts.is_failing = True
    started = [list(each.started) for each in workplace.makers.values()]

    with pytest.raises(StorageError):
        workplace.plan(facts=facts)

    assert [each.started for each in workplace.makers.values()] == started


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
        made = {step.address for step in plan.steps if step.action in MAKE}
        assert made & {each.address for each in asking_the_same(workplace, key)}
        assert not plan.costs()
    else:
        with pytest.raises(DamagedError):
            workplace.plan(facts=facts)
        sharers = {each.address for each in asking_the_same(workplace, key)}
        wishes = Wishes(selection=Selection(), replace=tuple(sharers))
        assert workplace.plan(wishes, facts).costs()


def asking_the_same(workplace: Workplace, key: str) -> list[Step]:
    return [step for step in workplace.plan().steps if step.key == key]
