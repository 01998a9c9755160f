"""A case says whether the work in it is repeated here for nothing."""

from __future__ import annotations

import pytest

from assetforge.plan.case import Case
from assetforge.plan.model import Ask
from assetforge.providers.protocol import Order
from tests.fakes.workplace import Workplace


@pytest.mark.parametrize(("provider", "is_local"), [("here", True), ("paid", False)])
def test_who_makes_it_decides_whether_it_is_free(provider: str, *, is_local: bool) -> None:
    workplace = Workplace()
    workplace.add("hero", by=provider)
    asset = workplace.assets["hero"]
    case = Case(
        asset=asset, inputs=(), entry=None, owners={}, market=workplace.market,
        order=Order(address="hero", kind=asset.kind, model=None, params=asset.params),
        ask=Ask(
            address="hero", kind=asset.kind, provider=provider, model=None, request={}, inputs=()
        ),
    )  # fmt: skip

    assert case.is_local is is_local
