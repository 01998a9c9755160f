"""Laws of the diff: every credit of the plan is told once, and only a change has a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.ui.diff_words import due_credits
from tests.fakes.disk import picture
from tests.property.projects import WORDS, made_ones, workplaces
from tests.unit.report.diffs import compared, side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.fakes.workplace import Workplace


@given(workplaces(most=15), st.data())
@settings(max_examples=120)
def test_every_credit_has_one_cause_or_is_due_anyway(
    workplace: Workplace, data: st.DataObject
) -> None:
    base = side(workplace) if _flag(data) else None
    if _flag(data):
        workplace.build()
        base = side(workplace)
    _change(workplace, data)

    diff = compared(base, workplace)

    causes = (each.spend for each in diff.causes)
    assert _sums([*causes, due_credits(diff)]) == diff.spend
    assert diff.spend == side(workplace).plan.costs_in_all()
    assert diff.spend == {} or diff.has_changes


@given(workplaces(most=15), st.data())
@settings(max_examples=80)
def test_only_what_a_change_leads_to_is_changed(workplace: Workplace, data: st.DataObject) -> None:
    workplace.build()
    base = side(workplace)
    _change(workplace, data)

    diff = compared(base, workplace)

    roots = {each.address for each in diff.causes}
    for asset in diff.assets:
        if asset.cause:
            assert asset.cause in roots
            assert asset.cause == asset.address or asset.reasons or asset.moved_from
            assert asset.cause not in asset.also
    assert {each.cause for each in diff.assets} <= roots | {""}


@given(workplaces(most=15))
@settings(max_examples=50)
def test_what_a_branch_has_built_costs_nothing_and_changes_nothing_for_who_merges_it(
    workplace: Workplace,
) -> None:
    base = side(workplace)
    workplace.build()

    after = compared(base, workplace)
    merged = compared(side(workplace), workplace)

    assert after.spend == {}
    assert not merged.has_changes


def _change(workplace: Workplace, data: st.DataObject) -> None:
    """Do to a project what people do on a branch."""
    for name in data.draw(st.lists(st.sampled_from(list(workplace.assets)), max_size=3)):
        asset = workplace.assets[name]
        if asset.kind == "source":
            workplace.disk.sources[asset.stem] = picture(data.draw(st.sampled_from(WORDS)))
        else:
            workplace.change(name, look=data.draw(st.sampled_from(WORDS)))
    made = made_ones(workplace)
    if _flag(data):
        workplace.add("added", *made[:1], prompt="added")
    if made and _flag(data):
        workplace.move(made[-1], "assets/elsewhere")
    if made and _flag(data):
        prices = st.sampled_from((UNKNOWN, FREE, Credits.between(1, 5)))
        workplace.paid.prices = {made[0]: data.draw(prices)}


def _flag(data: st.DataObject) -> bool:
    return data.draw(st.booleans())


def _sums(parts: Iterable[Mapping[str, Credits]]) -> dict[str, Credits]:
    sums: dict[str, Credits] = {}
    for part in parts:
        for provider, cost in part.items():
            sums[provider] = sums.get(provider, FREE) + cost
    return sums
