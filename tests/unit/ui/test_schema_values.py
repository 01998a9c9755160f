from __future__ import annotations

import json

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.ui.machine import credits_table
from assetforge.ui.schema_values import SHARED, credits_by_provider
from tests.schema_errors import schema_errors

TABLE = {**credits_by_provider("What it costs."), "$defs": dict(SHARED)}


@pytest.mark.parametrize("cost", [FREE, UNKNOWN, Credits.between(1, 2)])
def test_credits_stand_by_provider_and_may_be_unknown(cost: Credits) -> None:
    table = json.loads(json.dumps(credits_table({"letzai": cost})))

    assert schema_errors(TABLE, table) == []


@pytest.mark.parametrize("wrong", [{"letzai": 0}, {"letzai": {"low": 0, "known": False}}, []])
def test_a_mere_number_is_no_range(wrong: object) -> None:
    assert schema_errors(TABLE, wrong) != []


def test_the_sums_say_that_two_providers_are_never_added() -> None:
    assert str(TABLE["description"]).endswith("By provider; never added together.")
