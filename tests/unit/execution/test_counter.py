from __future__ import annotations

from assetforge.execution.counter import open_counter
from assetforge.execution.gate import Gate
from tests.fakes.workplace import Workplace
from tests.unit.execution.test_shop import shop_of


def test_a_counter_is_opened_for_its_own_service() -> None:
    workplace = Workplace.with_cloud()

    counter = open_counter(workplace.service, shop_of(workplace, Gate()))

    assert counter.client.name == "cloud"
    assert counter.client.wire is workplace.open_bureau.wires["cloud"]
    assert counter.client.terms is workplace.open_bureau.terms
