from __future__ import annotations

import pytest

from assetforge.execution.attempt import PLACED
from assetforge.execution.placed import note_placed
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

ANEW = Wishes(selection=Selection(), replace=("hero",))


@pytest.fixture
def shop() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.add("hero", by="cloud")
    workplace.build()
    return workplace


def test_once_the_lock_names_what_replaced_another_result_the_ledger_says_so(
    shop: Workplace,
) -> None:
    shop.build(ANEW)

    assert [row.reason for row in shop.open_bureau.attempts] == ["", PLACED]


def test_a_lock_that_cannot_be_written_names_nothing(shop: Workplace) -> None:
    shop.lock_refuses = 9

    shop.build(ANEW)

    assert [row.reason for row in shop.open_bureau.attempts] == ["", ""]


def test_a_ledger_that_refuses_loses_nothing(shop: Workplace) -> None:
    shop.lock_refuses = 9
    shop.build(ANEW)
    shop.lock_refuses = 0
    shop.open_bureau.pages.refuses = 1

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert built.execution.faults == ()


def test_where_nothing_is_bought_nothing_is_noted() -> None:
    workplace = Workplace()

    run(note_placed([], workplace.world()))

    assert workplace.disk.effects == []
