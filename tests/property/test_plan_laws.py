"""The laws of a plan, shown on any graph with the real code: what changes, why, and its price."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.property.outcomes import (
    MADE,
    MAKE,
    everything_is_right,
)
from tests.property.projects import dependants, made_ones, workplaces

if TYPE_CHECKING:
    from tests.fakes.workplace import Workplace

examples = settings(max_examples=40)


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


@examples
@given(workplaces())
def test_what_is_asked_for_twice_is_made_once(workplace: Workplace) -> None:
    built = workplace.build()

    keys = [entry.made.key for entry in workplace.disk.lock.entries.values()]
    made = [built.execution.outcomes[name].step.key for name in built.ended(*MADE)]
    assert len(made) == len(set(keys))
    assert set(made) == set(keys)
