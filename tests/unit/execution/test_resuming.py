from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import CredentialsError, DamagedError, UndecidedError
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_buyer
from assetforge.execution.resuming import resume_attempts
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.execution.resumed import Resumed


@pytest.fixture
def shop() -> Workplace:
    """Leave one job running, of a build that was told to stop."""
    workplace = Workplace.with_cloud()
    workplace.source("logo")
    workplace.add("hero", "logo", by="cloud")
    workplace.add("old", by="cloud")
    workplace.build(Wishes(selection=Selection(targets=("old",))))
    gate = Gate()
    workplace.open_bureau.drain = 1
    workplace.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)
    workplace.build(gate=gate)
    workplace.cloud.witness = lambda _: None
    return workplace


def posts(workplace: Workplace) -> int:
    return len([call for call in workplace.cloud.posts if (call.body or {})["prompt"] == "hero"])


def resumed(workplace: Workplace) -> Resumed:
    async def resume() -> tuple[Resumed, ...]:
        gate = Gate()
        buyer = open_buyer(workplace.world(), workplace.services, gate, lambda _: None)
        assert buyer is not None
        live = [row for row in workplace.open_bureau.attempts if row.is_live]
        return await resume_attempts(live, buyer)

    try:
        (result,) = run(resume())
    finally:
        workplace.open_bureau.clock.next_build()
    return result


def test_a_job_is_waited_for_and_stored_without_any_manifest(shop: Workplace) -> None:
    result = resumed(shop)

    assert result.error is None
    assert result.made is not None
    assert shop.disk.records[result.made.key] == result.made
    assert shop.open_bureau.states("hero") == ["stored"]
    built = shop.build()
    assert built.ended("restored") == {"hero"}
    assert shop.disk.lock.entries["hero"].made.request == shop.assets["hero"].params
    assert posts(shop) == 1


def test_a_lost_order_is_found_without_any_manifest(shop: Workplace) -> None:
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, state=AttemptState.UNKNOWN, job=None)

    assert resumed(shop).made is not None
    assert shop.open_bureau.states("hero") == ["stored"]


@pytest.mark.parametrize("state", [AttemptState.INTENT, AttemptState.UNKNOWN])
def test_a_result_that_may_be_of_another_order_closes_none_until_its_own_is_looked_for(
    shop: Workplace, state: AttemptState
) -> None:
    """By the ledger alone nobody can tell, and a build that needs nothing made asks nobody."""
    resumed(shop)
    pages = shop.open_bureau.pages
    row = shop.open_bureau.attempt("hero")
    pages.written[row.intent] = replace(row, state=state, job=None, digest=None, ended_at=None)
    requests = dict(shop.cloud.requests)

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert shop.cloud.requests == requests
    assert shop.open_bureau.states("hero") == [state]
    assert resumed(shop).made is not None
    assert shop.open_bureau.states("hero") == ["stored"]
    assert posts(shop) == 1


def test_an_order_that_never_arrived_ends_and_orders_nothing(shop: Workplace) -> None:
    bureau = shop.open_bureau
    row = bureau.attempt("hero")
    bureau.pages.written[row.intent] = replace(row, state=AttemptState.UNKNOWN, job=None)
    shop.cloud.deeds = [deed for deed in shop.cloud.deeds if deed.id != row.job]

    result = resumed(shop)

    assert (result.made, result.error) == (None, None)
    assert bureau.states("hero") == ["void"]
    assert posts(shop) == 1


def test_what_nobody_can_tell_is_a_result_too(shop: Workplace) -> None:
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, state=AttemptState.UNKNOWN, job=None)
    shop.service.finds = False

    assert isinstance(resumed(shop).error, UndecidedError)


def test_a_service_without_a_key_cannot_be_asked(shop: Workplace) -> None:
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, provider="elsewhere")

    assert isinstance(resumed(shop).error, CredentialsError)


def test_a_row_that_says_too_little_needs_its_project(shop: Workplace) -> None:
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, made="")

    error = resumed(shop).error

    assert isinstance(error, DamagedError)
    assert "the project that holds `hero`" in error.next_step
