from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.sandbox.account import Account, Charge
from assetforge.sandbox.refusal import RefusalError

CHARGE = Charge(
    id="1", provider="letzai", route="/images", body={"prompt": "A"}, token=None,
    credits=Decimal(60), at=1000.5, seconds=2.5, instance="sandbox-1",
)  # fmt: skip


def test_credits_are_counted_for_each_service() -> None:
    told: list[Charge] = []
    account = Account(Decimal(100), told.append)

    account.charge(CHARGE)

    assert [account.left(name) for name in ("letzai", "letta")] == [40, 100]
    assert [account.spent(name) for name in ("letzai", "letta")] == [60, 0]
    assert account.charges == told == [CHARGE]


def test_what_cannot_be_paid_is_402_and_says_what_is_needed() -> None:
    account = Account(Decimal(100), lambda _: None)
    account.charge(CHARGE)
    account.check("letzai", Decimal(40))

    with pytest.raises(RefusalError) as refused:
        account.check("letzai", Decimal(41))

    assert refused.value.status == 402
    assert refused.value.more["credits_required"] == 41


def test_a_charge_is_written_with_all_that_a_harness_asks_for() -> None:
    assert CHARGE.record() == {
        "id": "1", "provider": "letzai", "route": "/images", "body": {"prompt": "A"},
        "token": None, "credits": 60, "at": 1000.5, "seconds": 2.5, "instance": "sandbox-1",
    }  # fmt: skip
