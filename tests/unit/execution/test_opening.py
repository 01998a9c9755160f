from __future__ import annotations

from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from tests.fakes.workplace import Workplace


def test_where_nothing_can_be_bought_there_is_no_buyer() -> None:
    assert open_buyer(Workplace().world(), {}, Gate(), lambda _: None) is None


def test_a_buyer_sells_what_has_both_a_service_and_terms() -> None:
    workplace = Workplace.with_cloud()
    services = {"cloud": workplace.service, "keyless": workplace.service}

    buyer = open_buyer(workplace.world(), services, Gate(), lambda _: None)

    assert buyer is not None
    assert [name for name in ("cloud", "keyless", "here") if buyer.sells(name)] == ["cloud"]
    assert buyer.faults == ()
