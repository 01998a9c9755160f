"""Refusals name the limit, what is used and what is wanted; the sums are in the contract."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from assetforge.adapters.ledger_budget import refuse_excess, start_of_day
from assetforge.adapters.ledger_row import row_of
from assetforge.adapters.ledger_schema import COLUMNS, CREATION
from assetforge.core.errors import RefusedError
from assetforge.execution.attempt import Attempt, Budget
from tests.unit.adapters.ledger_samples import attempt_of


def refusal(wanted: Attempt, budget: Budget, *earlier: Attempt) -> RefusedError:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in CREATION:
            connection.execute(statement)
        for attempt in earlier:
            names = ", ".join(COLUMNS)
            marks = ", ".join(f":{name}" for name in COLUMNS)
            connection.execute(
                f"INSERT INTO attempts ({names}, version) VALUES ({marks}, '')",  # noqa: S608 - ours
                row_of(attempt),
            )
        with pytest.raises(RefusedError) as caught:
            refuse_excess(connection, wanted, budget)
    return caught.value


def test_a_refusal_names_the_limit_what_is_used_and_what_is_wanted() -> None:
    hero = attempt_of(reserved=Decimal("1200.5"))

    refused = refusal(hero, Budget(run=Decimal(2000)), attempt_of("beach", reserved=Decimal(1000)))

    assert refused.what == (
        "`hero` needs 1,200.5 letzai credits, which would pass the limit of 2,000 for this run: "
        "1,000 are spent or reserved"
    )
    assert "--max-credits" in refused.next_step


@pytest.mark.parametrize(
    ("budget", "name", "way_out"),
    [
        (Budget(run=Decimal(39)), "this run", "--max-credits"),
        (Budget(day=Decimal(39)), "a day, over all projects", "daily_limit"),
        (Budget(asset=Decimal(39)), "one asset", "asset_limit"),
        (Budget(run=Decimal("39.9999")), "limit of 39.999 for this run", "--max-credits"),
    ],
)
def test_each_limit_has_its_name_and_way_out(budget: Budget, name: str, way_out: str) -> None:
    refused = refusal(attempt_of(), budget)

    assert name in refused.what
    assert way_out in refused.next_step


def test_an_unknown_price_is_named_as_such() -> None:
    refused = refusal(attempt_of(reserved=None), Budget(day=Decimal(100)))

    assert "price of `hero` at letzai is unknown" in refused.what
    assert "limit of 100 credits for a day" in refused.what


def test_an_unknown_past_is_named_as_such() -> None:
    earlier = attempt_of("beach", reserved=None)

    refused = refusal(attempt_of(), Budget(run=Decimal(100)), earlier)

    assert "1 earlier attempt has an unknown price" in refused.what
    assert "jobs --all" in refused.next_step


def test_a_day_begins_at_midnight_utc() -> None:
    assert start_of_day(1_789_992_000) == 1_789_948_800
    assert start_of_day(1_789_948_800) == 1_789_948_800
