"""Sellers: which services a plan needs, and which of them alone may still have some bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from assetforge.app.sellers import keepers, needs_services, sellers
from tests.fakes.workplace import Workplace
from tests.unit.plan.test_facts import Keeper

if TYPE_CHECKING:
    from assetforge.providers.service import Service

SERVICES = ("paid",)


@pytest.fixture
def campaign() -> Workplace:
    """A built project: hero, which a service made, and a thumbnail of a thumbnail."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("small", "hero", by="here", kind="derive")
    workplace.add("icon", "small", by="here", kind="derive")
    workplace.add("sketch", by="here")
    workplace.build()
    workplace.services = {"paid": cast("Service", Keeper("paid"))}
    return workplace


def needs(workplace: Workplace) -> tuple[tuple[str, ...], dict[str, str], bool]:
    plan, graph = workplace.plan(), workplace.graph
    return (
        sellers(plan, SERVICES), dict(keepers(plan, graph)), needs_services(plan, graph, SERVICES),
    )  # fmt: skip


def test_where_nothing_is_to_do_nobody_is_needed(campaign: Workplace) -> None:
    assert needs(campaign) == ((), {}, False)


def test_who_makes_something_is_needed(campaign: Workplace) -> None:
    campaign.change("hero", prompt="another")

    assert needs(campaign) == (("paid",), {}, True)


def test_work_that_no_service_has_a_part_in_needs_none(campaign: Workplace) -> None:
    campaign.change("sketch", prompt="another")

    assert needs(campaign) == ((), {}, False)


def test_what_is_made_from_a_services_result_may_need_it_however_far_up(
    campaign: Workplace,
) -> None:
    campaign.change("icon", width=8)

    assert needs(campaign) == ((), {}, True)


def test_whose_bytes_are_gone_here_is_asked_for_them(campaign: Workplace) -> None:
    campaign.disk.outputs.clear()
    campaign.disk.blobs.clear()

    assert needs(campaign) == ((), {"paid": "hero"}, True)


def test_bytes_under_an_edited_file_are_asked_for_where_something_is_made_from_them(
    campaign: Workplace,
) -> None:
    campaign.edit_output("hero")
    campaign.disk.blobs.clear()
    idle = needs(campaign)
    campaign.change("small", width=8)

    assert idle[1] == {}
    assert needs(campaign) == ((), {"paid": "hero"}, True)
