"""The laws of plan and build, shown on any graph with the real code in virtual time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.core.exits import Exit
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.disk import blob_of
from tests.fakes.workplace import Built, Workplace
from tests.property.projects import dependants, made_ones, workplaces

MADE = ("made", "derived")
MAKE = ("make", "derive")
examples = settings(max_examples=40)


def everything_is_right(workplace: Workplace) -> None:
    """Every asset is locked, its output holds what the lock says, and nothing is left to do."""
    lock, disk = workplace.disk.lock, workplace.disk
    assert set(made_ones(workplace)) <= set(lock.entries)
    for name in made_ones(workplace):
        entry = lock.entries[name]
        assert blob_of(disk.outputs[entry.output]) == entry.file
        assert disk.records[entry.made.key].result == entry.made.result
        assert entry.made.result.digest in disk.blobs
    assert not workplace.plan().has_changes


def keeps_to_its_plan(built: Built) -> None:
    """What was made and placed was in the plan; only inputs that came out equal make it less."""
    assert built.ended(*MADE) <= built.planned(*MAKE)
    assert built.ended("restored") <= built.planned("restore", *MAKE)
    assert built.planned("keep") <= built.ended("kept")
    if all(step.key is not None for step in built.plan.steps):
        assert built.ended(*MADE) == built.planned(*MAKE)
        assert built.ended("restored") == built.planned("restore")
    for provider, cost in made_for(built).items():
        assert provider in built.plan.costs()
        high = built.plan.costs()[provider].high
        assert high is None or (cost.high is not None and cost.high <= high)


def made_for(built: Built) -> dict[str, Credits]:
    sums: dict[str, Credits] = {}
    for outcome in built.execution.outcomes.values():
        if outcome.ending == "made" and outcome.step.is_paid:
            provider = outcome.step.ask.provider
            sums[provider] = sums.get(provider, FREE) + outcome.step.cost
    return sums


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
@given(workplaces(shares=False), st.data())
def test_one_changed_field_concerns_an_asset_and_its_dependants(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    workplace.change(name, prompt="changed", look="changed")

    built = workplace.build()

    assert built.planned(*MAKE) == {name} | dependants(workplace, name)
    assert built.ended(*MADE) == {name} | dependants(workplace, name)
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
def test_cosmetic_fields_change_nothing(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    notes = {"alt": "a picture", "tags": ["spring"]}
    workplace.assets[name] = replace(workplace.assets[name], notes=notes)

    plan = workplace.plan()

    assert not plan.has_changes


@examples
@given(workplaces(makers=("paid", "other"), shares=False), st.data())
def test_equal_bytes_of_a_paid_input_keep_its_dependants(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    workplace.change(name, prompt="changed, but it looks the same")

    built = workplace.build()

    assert built.planned("make") == {name} | dependants(workplace, name)
    assert built.ended(*MADE) == {name}
    everything_is_right(workplace)


@examples
@given(workplaces(makers=("here",), shares=False), st.data())
def test_a_local_input_counts_by_its_key_whatever_its_bytes(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    workplace.change(name, prompt="changed, but it looks the same")

    built = workplace.build()

    assert built.ended(*MADE) == {name} | dependants(workplace, name)


@examples
@given(workplaces(), st.data())
def test_a_failure_takes_only_its_dependants_with_it(
    workplace: Workplace, data: st.DataObject
) -> None:
    bad = data.draw(st.sampled_from(made_ones(workplace)))
    for provider in workplace.providers.values():
        provider.failing.add(bad)

    first = workplace.build()
    lost = {bad} | first_users(first, bad, workplace)
    finished = set(made_ones(workplace)) - lost

    assert first.ended("failed") == ({bad} & first.planned(*MAKE))
    assert finished <= set(workplace.disk.lock.entries)
    assert first.execution.exit is (Exit.FAILED if first.ended("failed") else Exit.DONE)
    for provider in workplace.providers.values():
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
    return [name for each in workplace.providers.values() for name in each.started]


@examples
@given(workplaces(), st.data())
def test_every_changed_step_says_why_with_old_and_new(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.build()
    name = data.draw(st.sampled_from(made_ones(workplace)))
    workplace.change(name, prompt="changed", look="changed")

    plan = workplace.plan()

    changed = [step for step in plan.steps if step.action != "keep"]
    assert name in {step.address for step in changed}
    for step in changed:
        told = [reason for reason in step.reasons if reason.old != reason.new]
        assert told
        if step.address == name:
            assert ("prompt", "changed") in {(reason.field, reason.new) for reason in told}
        else:
            assert {reason.upstream for reason in told} & set(workplace.assets[step.address].inputs)


prices = st.one_of(
    st.just(UNKNOWN),
    st.just(FREE),
    st.integers(0, 50).map(Credits.exactly),
    st.integers(0, 50).map(lambda low: Credits.between(low, low + 9)),
)


@examples
@given(workplaces(makers=("paid", "other"), shares=False), st.data())
def test_costs_are_summed_for_each_provider_and_unknown_stays_unknown(
    workplace: Workplace, data: st.DataObject
) -> None:
    table = {name: data.draw(prices) for name in made_ones(workplace)}
    workplace.paid.prices = workplace.other.prices = table

    costs = workplace.plan().costs()

    for provider in ("paid", "other"):
        mine = [
            table[name]
            for name in made_ones(workplace)
            if workplace.assets[name].provider == provider and not table[name].is_free
        ]
        assert (provider in costs) == bool(mine)
        if mine:
            highs = [cost.high for cost in mine]
            assert costs[provider].low == sum(cost.low for cost in mine)
            known = [high for high in highs if high is not None]
            expected = None if None in highs else sum(known, Decimal(0))
            assert costs[provider].high == expected


@examples
@given(workplaces(), st.data())
def test_a_selection_holds_what_its_targets_need_and_nothing_excluded(
    workplace: Workplace, data: st.DataObject
) -> None:
    names = made_ones(workplace)
    targets = tuple(data.draw(st.lists(st.sampled_from(names), max_size=3)))
    excludes = tuple(data.draw(st.lists(st.sampled_from(names), max_size=2)))
    gone = set(excludes) | dependants(workplace, *excludes)

    built = workplace.build(Wishes(selection=Selection(targets=targets, excludes=excludes)))

    wanted = {
        name
        for name in names
        if not targets or name in targets or dependants(workplace, name) & set(targets)
    }
    assert set(built.execution.outcomes) == wanted - gone
    assert set(workplace.disk.lock.entries) == wanted - gone


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
@given(workplaces(), st.data())
def test_orphans_are_listed_and_block_nothing(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    ends = [name for name in made_ones(workplace) if not workplace.graph.users[name]]
    gone = data.draw(st.lists(st.sampled_from(ends), unique=True))
    outputs = dict(workplace.disk.outputs)
    for name in gone:
        del workplace.assets[name]

    built = workplace.build()

    assert [orphan.address for orphan in built.plan.orphans] == sorted(gone)
    assert not built.plan.has_changes
    assert workplace.disk.outputs == outputs
    assert set(gone) <= set(workplace.disk.lock.entries)


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


@examples
@given(workplaces())
def test_what_is_asked_for_twice_is_made_once(workplace: Workplace) -> None:
    built = workplace.build()

    keys = [entry.made.key for entry in workplace.disk.lock.entries.values()]
    made = [built.execution.outcomes[name].step.key for name in built.ended(*MADE)]
    assert len(made) == len(set(keys))
    assert set(made) == set(keys)


@examples
@given(workplaces(), st.data())
def test_a_changed_source_remakes_what_is_made_from_it(
    workplace: Workplace, data: st.DataObject
) -> None:
    workplace.source("logo")
    workplace.add("badge", "logo")
    workplace.add("sign", "badge", data.draw(st.sampled_from(made_ones(workplace))), by="here")
    workplace.build()
    workplace.source("logo", "redrawn")

    built = workplace.build()

    assert built.planned(*MAKE) == {"badge", "sign"}
    reason = next(step for step in built.plan.steps if step.address == "badge").reasons[0]
    assert reason.upstream == "logo"
    assert reason.new == digest_bytes(workplace.disk.sources["brand/logo.png"])
