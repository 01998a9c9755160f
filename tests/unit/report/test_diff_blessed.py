"""What a diff tells of a blessing: what is new in it, with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.plan.blessing import bless_assets
from assetforge.plan.build import Planner
from assetforge.plan.model import Reason
from tests.unit.report.diffs import asset, built_campaign, compared, side

if TYPE_CHECKING:
    from tests.fakes.workplace import Workplace


def bless(workplace: Workplace, why: str) -> None:
    """Declare the last edit of hero immaterial."""
    planner = Planner(
        lock=workplace.lock, facts=workplace.facts, market=workplace.market, asked=frozenset()
    )
    done = bless_assets(workplace.graph, planner, frozenset({"hero"}), why)
    entries = {each.address: replace(each.before, made=each.made) for each in done}
    workplace.disk.lock = workplace.lock.recording(entries)


def test_a_blessing_is_told_with_the_edit_that_it_pardons() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="held")
    bless(workplace, "a typo")

    hero = asset(compared(base, workplace), "hero")

    assert (hero.change, hero.blessed) == ("restored", ("a typo",))
    assert hero.made_for == (Reason(why="field", field="prompt", old="hero", new="held"),)


def test_a_blessing_is_told_where_nothing_else_changed_and_only_once() -> None:
    workplace = built_campaign()
    workplace.change("hero", prompt="held")
    base = side(workplace)  # which nobody built
    bless(workplace, "a typo")
    blessed = side(workplace)

    first, second = compared(base, workplace), compared(blessed, workplace)

    assert (asset(first, "hero").change, asset(first, "hero").blessed) == ("restored", ("a typo",))
    assert (asset(second, "hero").change, asset(second, "hero").blessed) == ("unchanged", ())


def test_another_reason_for_a_blessing_is_told() -> None:
    workplace = built_campaign()
    workplace.change("hero", prompt="held")
    bless(workplace, "a typo")
    base = side(workplace)
    workplace.change("hero", prompt="kept")
    bless(workplace, "another")

    hero = asset(compared(base, workplace), "hero")

    assert hero.blessed == ("a typo", "another")
    assert [reason.old for reason in hero.made_for] == ["hero"]
