"""What a plan says of services: orders under way, results that lie there, inputs made public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.credits import FREE, Credits
from assetforge.plan.facts import Ordered
from assetforge.plan.model import Reason
from tests.fakes.providers import FakeProvider
from tests.fakes.workplace import EVERYTHING, Workplace
from tests.unit.plan.test_decide import step_of, whys

if TYPE_CHECKING:
    from assetforge.plan.model import Step
    from assetforge.providers.protocol import Order
    from assetforge.providers.service import Service, Trace


@pytest.fixture
def campaign() -> Workplace:
    """A built project: hero, a beach made from it, and a thumbnail."""
    workplace = Workplace()
    workplace.add("hero")
    workplace.add("beach", "hero")
    workplace.add("thumb", "beach", by="here", kind="derive")
    workplace.build()
    return workplace


@dataclass(slots=True)
class Keeper(FakeProvider):
    """As much of a service as a plan asks: it keeps what it made, and publishes what it is sent."""

    publishes_inputs: bool = True

    def needs(self, order: Order) -> tuple[str, ...]:
        del order
        return ()

    def can_refetch(self, trace: Trace) -> bool:
        return trace.job_id is not None


def test_what_is_gone_here_is_fetched_once_more(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    campaign.disk.blobs.clear()
    campaign.disk.outputs.clear()

    step = step_of(campaign, "hero")

    assert (step.action, whys(step), step.cost) == (
        "restore", ["output-missing", "fetched-again"], FREE,
    )  # fmt: skip
    assert step.reasons[1].field == "paid"


def test_what_is_gone_everywhere_is_made_again(campaign: Workplace) -> None:
    campaign.disk.blobs.clear()
    campaign.disk.outputs.clear()

    step = step_of(campaign, "hero")

    assert (step.action, whys(step)) == ("make", ["result-lost"])


def test_an_order_that_is_under_way_costs_nothing_more(campaign: Workplace) -> None:
    campaign.add("icon")
    step = ordered(campaign, "icon", job="j-1", is_certain=True)

    assert (step.action, whys(step), step.cost) == ("make", ["never-built", "ordered"], FREE)
    assert step.is_ordered
    assert step.reasons[1] == Reason(why="ordered", field="paid", new="j-1")


def test_an_order_whose_answer_was_lost_may_have_to_be_placed_again(campaign: Workplace) -> None:
    campaign.add("icon")
    step = ordered(campaign, "icon", job=None, is_certain=False)

    assert (whys(step), step.cost) == (["never-built", "order-lost"], Credits.between(0, 10))


def test_inputs_that_a_service_did_not_make_become_public(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    campaign.source("logo")
    campaign.add("card", "logo", "hero", "thumb", "logo")

    assert step_of(campaign, "card").shares == ("logo", "thumb")


def test_inputs_that_are_sent_within_a_request_stay_private(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid", publishes_inputs=False))}
    campaign.source("logo")
    campaign.add("card", "logo")

    assert step_of(campaign, "card").shares == ()


def ordered(workplace: Workplace, address: str, *, job: str | None, is_certain: bool) -> Step:
    facts = workplace.facts
    key = step_of(workplace, address).key
    assert key is not None
    facts.orders[key] = Ordered(provider="paid", job=job, is_certain=is_certain)
    steps = workplace.plan(EVERYTHING, facts).steps
    return next(step for step in steps if step.address == address)
