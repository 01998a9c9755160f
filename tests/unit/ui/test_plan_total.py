from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.ui.plan_total import total_lines
from assetforge.ui.style import PLAIN
from tests.unit.ui.samples import ask, plan, step

if TYPE_CHECKING:
    from assetforge.plan.model import Plan

LETZAI = step("a", "make", cost=Credits.exactly(60), of=ask("a", provider="letzai"))
UNPRICED = step("b", "make", cost=UNKNOWN, of=ask("b", provider="letzai"))
BLOCKED = step("c", "blocked", cost=Credits.exactly(9), of=ask("c", provider="letta"))
EDITED = replace(step("d", "keep"), is_edited=True)


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (plan(), ["Nothing to do: there is no asset to make."]),
        (plan(step("a", "keep")), ["Nothing to do: 1 asset is up to date."]),
        (
            plan(step("a", "keep"), EDITED),
            ["Nothing to do: 1 asset is up to date, 1 edited by hand."],
        ),
        (plan(step("a")), ["Plan: 1 to make.", "Credits: none, everything here is free."]),
        (plan(LETZAI, UNPRICED), ["Plan: 2 to make.", "Credits: letzai 60 or more."]),
        (plan(EDITED), ["Nothing to do: 1 asset edited by hand."]),
        (
            plan(step("a"), BLOCKED),
            ["Plan: 1 to make, 1 blocked.",
             "Credits: none now; blocked assets would cost letta 9."],
        ),
        (
            plan(LETZAI, BLOCKED),
            ["Plan: 1 to make, 1 blocked.",
             "Credits: letzai 60; blocked assets would cost letta 9."],
        ),
    ],
)  # fmt: skip
def test_totals_are_short_and_true(given: Plan, lines: list[str]) -> None:
    assert total_lines(given, PLAIN) == lines


def test_a_long_chain_is_named_by_its_ends() -> None:
    names = [f"a{rank}" for rank in range(12)]
    given = plan(*(step(name) for name in names), chain=names)

    last = total_lines(given, PLAIN)[-1]

    assert last == ("Time: about 4 min along a0 → a1 → a2 → a3 → … 4 more … → a8 → a9 → a10 → a11.")


def test_kept_assets_are_no_part_of_the_way() -> None:
    given = plan(step("a", "keep"), step("b"), chain=["source", "a", "b"])

    assert total_lines(given, PLAIN)[-1] == "Time: about 20 s along b."
