from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import FREE, Credits
from assetforge.report.diff_state import DiffState
from tests.unit.report.diffs import built_campaign, campaign, side


def test_a_side_that_does_not_exist_has_nothing() -> None:
    state = DiffState(None, campaign().market)

    assert (state.assets, state.steps, state.definitions) == ({}, {}, {})
    assert (state.work("hero"), state.result("hero"), state.users("hero")) == (None, None, ())
    assert not state.has_result("hero")
    assert not state.is_pending("hero")


def test_what_an_asset_costs_is_its_price_whether_or_not_it_is_there() -> None:
    workplace = built_campaign()
    state = DiffState(side(workplace), workplace.market)
    prices = {address: work.price for address in state.assets if (work := state.work(address))}

    assert prices == {
        "logo": FREE, "hero": Credits.exactly(10), "beach": Credits.exactly(10),
        "large": Credits.exactly(10), "icon": FREE,
    }  # fmt: skip
    assert state.has_result("hero")
    assert not state.is_pending("hero")
    assert state.users("hero") == ("beach",)


def test_a_twin_of_what_is_still_to_be_made_is_not_there() -> None:
    workplace = campaign()
    workplace.add("twin")
    workplace.assets["twin"] = replace(
        workplace.assets["twin"], params=workplace.assets["hero"].params
    )

    state = DiffState(side(workplace), workplace.market)

    assert state.steps["twin"].action == "restore"
    assert not state.has_result("twin")
