from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.plan.definition import definitions_of
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.digest import Digest


@pytest.fixture
def campaign() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero", "logo")
    workplace.add("beach", "hero")
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.add("lamp")
    return workplace


def defined(workplace: Workplace) -> dict[str, Digest]:
    sources = {
        address: workplace.facts.source(address)
        for address, asset in workplace.assets.items()
        if asset.kind == "source"
    }
    return definitions_of(workplace.graph, sources, workplace.market)


def repaint(workplace: Workplace) -> None:
    workplace.source("logo", "another one")


def reword_beach(workplace: Workplace) -> None:
    workplace.change("beach", prompt="at night")


def reword_lamp(workplace: Workplace) -> None:
    workplace.change("lamp", prompt="at night")


def move(workplace: Workplace) -> None:
    workplace.move("hero", "assets/held")


def describe(workplace: Workplace) -> None:
    workplace.assets["hero"] = replace(workplace.assets["hero"], notes={"alt": "a bottle"})


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (reword_beach, {"beach", "thumb"}),
        (reword_lamp, {"lamp"}),
        (move, set[str]()),
        (describe, set[str]()),
        (repaint, {"logo", "hero", "beach", "thumb"}),
    ],
)
def test_an_edit_changes_what_it_concerns_and_what_is_made_from_that(
    campaign: Workplace, edit: Callable[[Workplace], None], expected: set[str]
) -> None:
    before = defined(campaign)

    edit(campaign)

    after = defined(campaign)
    assert {address for address in before if after[address] != before[address]} == expected


def test_an_asset_that_is_renamed_asks_for_the_same(campaign: Workplace) -> None:
    before = defined(campaign)
    hero = campaign.assets.pop("hero")
    campaign.assets["held"] = replace(hero, address="held", name="held")
    campaign.assets["beach"] = replace(campaign.assets["beach"], inputs=("held",))

    after = defined(campaign)

    assert (after["held"], after["beach"]) == (before["hero"], before["beach"])
