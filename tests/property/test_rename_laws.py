"""The laws of renames, on any graph: they cost nothing, lose nothing, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assetforge.graph.select import Selection
from assetforge.lock.codec import encode_lock
from assetforge.plan.build import Wishes
from tests.fakes.renaming import rename
from tests.property.outcomes import everything_is_right
from tests.property.projects import made_ones, workplaces

if TYPE_CHECKING:
    from tests.fakes.workplace import Workplace

examples = settings(max_examples=40)


def rename_onto_a_removed_one(workplace: Workplace, data: st.DataObject) -> tuple[str, str]:
    """Rename an asset to the name of one that nothing is made from; give the old and the new."""
    used = {name for asset in workplace.assets.values() for name in asset.inputs}
    loose = [name for name in made_ones(workplace) if name not in used]
    assume(loose)
    gone = data.draw(st.sampled_from(loose))
    others = [name for name in made_ones(workplace) if name != gone]
    assume(others)
    renamed = data.draw(st.sampled_from(others))
    del workplace.assets[gone]
    rename(workplace, renamed, gone)
    return renamed, gone


def rename_some(workplace: Workplace, data: st.DataObject) -> dict[str, str]:
    names = data.draw(st.lists(st.sampled_from(list(workplace.assets)), min_size=1, unique=True))
    lines = {name: f"new-{name}" for name in names}
    for old, new in lines.items():
        rename(workplace, old, new)
    return lines


@examples
@given(workplaces(), st.data())
def test_a_rename_is_never_paid_for_and_leaves_no_orphan(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    lines = rename_some(workplace, data)

    plan = workplace.plan()

    assert plan.costs_in_all() == {}
    assert {step.action for step in plan.steps} <= {"keep", "restore"}
    assert plan.orphans == ()
    moved = {step.moved_from: step.address for step in plan.steps if step.moved_from}
    assert moved == {old: new for old, new in lines.items() if new in made_ones(workplace)}


@examples
@given(workplaces(), st.data())
def test_a_rename_onto_the_name_of_a_removed_asset_is_never_paid_for(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    renamed, gone = rename_onto_a_removed_one(workplace, data)
    made, former = workplace.disk.lock.entries[renamed].made, workplace.disk.lock.entries[gone]
    rest = [name for name in made_ones(workplace) if name != gone]
    in_part = data.draw(st.lists(st.sampled_from(rest), unique=True)) if rest else []
    if data.draw(st.booleans(), label="a clone without its store"):
        workplace.disk.blobs.clear()
        workplace.disk.records.clear()

    plan = workplace.plan()
    for name in in_part:
        workplace.build(Wishes(selection=Selection(targets=(name,))))
    built = workplace.build()

    assert plan.costs_in_all() == {}
    assert former.file.digest in workplace.disk.blobs
    if former.transcoded is None:  # else a clone never had the result itself
        assert workplace.disk.records[former.made.key].result == former.made.result
    assert built.ended("made", "derived", "failed") == set()
    assert workplace.disk.lock.entries[gone].made.result == made.result
    assert set(workplace.disk.lock.entries) == set(made_ones(workplace))
    assert not workplace.plan().has_changes


@examples
@given(workplaces(), st.data())
def test_after_one_build_a_rename_is_done_and_its_lines_may_stay(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    rename_some(workplace, data)

    built = workplace.build()

    assert built.ended("made", "derived") == set()
    assert set(workplace.disk.lock.entries) == set(made_ones(workplace))
    assert not workplace.plan().has_changes
    everything_is_right(workplace)


@examples
@given(workplaces(), st.data())
def test_there_and_back_leaves_the_lock_to_the_byte(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    before = encode_lock(workplace.disk.lock)
    lines = rename_some(workplace, data)
    workplace.build()
    workplace.moved.clear()
    for old, new in lines.items():
        rename(workplace, new, old)
    workplace.build()

    assert encode_lock(workplace.disk.lock) == before


@examples
@given(workplaces(), st.data())
def test_a_rename_that_no_line_tells_is_not_paid_for_either(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    workplace.disk.blobs.clear()
    workplace.disk.records.clear()
    rename_some(workplace, data)
    workplace.moved.clear()

    plan = workplace.plan()
    built = workplace.build()

    assert plan.costs_in_all() == {}
    assert built.ended("failed", "skipped") == set()
    assert not workplace.plan().count("make")
