"""Tags beside what a service tells of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.execution.roll import Roll
from assetforge.lock.model import TrainedRef
from assetforge.report.tagged import Tagged, compare_tags
from tests.unit.ui.samples import ask, made, plan, step

OLD = TrainedRef(name="anna", id="a1", edition="1")
USE = Tagged(address="hero", provider="letzai", tag="anna")


@pytest.mark.parametrize(
    ("was", "now", "is_outdated"),
    [
        (OLD, OLD, False),
        (OLD, replace(OLD, edition="2"), True),
        (OLD, replace(OLD, id="a2"), True),
        (OLD, replace(OLD, edition=None), False),  # the service stopped saying
        (replace(OLD, edition=None), OLD, False),
        (None, OLD, False),  # nothing was noted
        (OLD, None, False),  # it names nothing, which is told by itself
    ],
)
def test_a_result_is_outdated_where_its_model_is_another_one_now(
    was: TrainedRef | None, now: TrainedRef | None, is_outdated: object
) -> None:
    assert replace(USE, was=was, now=now).is_outdated is is_outdated


def test_each_tag_of_a_plan_is_held_against_what_was_noted() -> None:
    asked = ask("hero", provider="letzai", prompt="@anna and @bob")
    kept = replace(step("hero", "keep", of=asked), made=replace(made(asked), trained=(OLD,)))
    new = replace(OLD, edition="2")
    roll = Roll(present={("letzai", "anna"): new}, flaws={("letzai", "bob"): "nobody"})

    found = compare_tags(plan(kept, step("logo")), roll)

    assert found == (
        replace(USE, was=OLD, now=new),
        Tagged(address="hero", provider="letzai", tag="bob", flaw="nobody"),
    )
    assert [use.is_outdated for use in found] == [True, False]
