"""What a plan says of services: orders under way, results that lie there, inputs made public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import pytest

from assetforge.core.credits import FREE, Credits
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.facts import Ordered
from assetforge.plan.model import Reason
from tests.fakes.providers import FakeProvider
from tests.fakes.workplace import EVERYTHING, Workplace
from tests.unit.plan.test_decide import step_of, whys

if TYPE_CHECKING:
    from assetforge.plan.model import Step
    from assetforge.providers.protocol import Order
    from assetforge.providers.service import Service, Trace

AT = "https://results.example/1"


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


@pytest.mark.parametrize(("job", "may_be_charged"), [("j-1", False), (None, True)])
def test_only_what_is_surely_under_way_at_a_service_cannot_be_charged_anew(
    job: str | None, campaign: Workplace, *, may_be_charged: bool
) -> None:
    """Whatever a price of the user's own says."""
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    campaign.paid.prices = {"icon": FREE}
    campaign.add("icon")
    campaign.add("same", prompt="icon", look="icon")
    assert step_of(campaign, "icon").may_be_charged
    assert not step_of(campaign, "same").may_be_charged  # made once for both

    step = ordered(campaign, "icon", job=job, is_certain=job is not None)

    assert step.may_be_charged is may_be_charged


def test_inputs_that_a_service_did_not_make_become_public(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    lock(campaign)
    campaign.source("logo")
    campaign.add("card", "logo", "hero", "thumb", "logo")

    assert step_of(campaign, "card").shares == ("logo", "thumb")


@pytest.mark.parametrize(
    ("job", "url", "place"), [(None, AT, ""), ("job-1", None, ""), ("job-1", AT, "this machine")]
)
def test_what_cannot_be_named_to_the_service_that_made_it_becomes_public(
    campaign: Workplace, job: str | None, url: str | None, place: str
) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    lock(campaign, job=job, url=url, place=place)
    campaign.add("card", "hero")

    assert step_of(campaign, "card").shares == ("hero",)


@pytest.mark.parametrize("is_certain", [True, False])
def test_what_may_have_to_be_ordered_again_may_be_uploaded_again(
    campaign: Workplace, *, is_certain: bool
) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    campaign.source("logo")
    campaign.add("card", "logo")

    step = ordered(campaign, "card", job="j-1", is_certain=is_certain)

    assert step.shares == (() if is_certain else ("logo",))


def test_who_publishes_inputs_may_be_known_where_nothing_can_be_bought(
    campaign: Workplace,
) -> None:
    campaign.source("logo")
    campaign.add("card", "logo")
    market = replace(campaign.market, publishers=frozenset({"paid"}))

    plan = build_plan(campaign.graph, campaign.lock, campaign.facts, market, EVERYTHING)

    assert {step.address: step.shares for step in plan.steps}["card"] == ("logo",)
    assert plan.shares == ("logo",)


def test_what_is_made_once_for_two_is_uploaded_once(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid"))}
    campaign.source("logo")
    campaign.add("card", "logo", prompt="card", look="card")
    campaign.add("other", "logo", prompt="card", look="card")

    second = step_of(campaign, "other")

    assert (second.same_as, second.shares) == ("card", ())


def test_inputs_that_are_sent_within_a_request_stay_private(campaign: Workplace) -> None:
    campaign.services = {"paid": cast("Service", Keeper("paid", publishes_inputs=False))}
    campaign.source("logo")
    campaign.add("card", "logo")

    assert step_of(campaign, "card").shares == ()


def lock(
    campaign: Workplace, *, job: str | None = "job-1", url: str | None = AT, place: str = ""
) -> None:
    """Have the lock say how hero was made, and where."""
    entry = campaign.disk.lock.entries["hero"]
    told = replace(entry, made=replace(entry.made, job_id=job, url=url, place=place))
    campaign.disk.lock = campaign.disk.lock.recording({"hero": told})


def ordered(workplace: Workplace, address: str, *, job: str | None, is_certain: bool) -> Step:
    facts = workplace.facts
    key = step_of(workplace, address).key
    assert key is not None
    facts.orders[key] = Ordered(provider="paid", job=job, is_certain=is_certain)
    steps = workplace.plan(EVERYTHING, facts).steps
    return next(step for step in steps if step.address == address)


@pytest.fixture
def trial() -> Workplace:
    """A project that was built at a sandbox: hero, and night made from it."""
    workplace = Workplace.with_cloud()
    workplace.played = frozenset({"cloud"})
    workplace.add("hero", by="cloud")
    workplace.add("night", "hero", by="cloud")
    workplace.build()
    return workplace


def test_what_a_sandbox_made_stands_in_for_nothing_that_is_paid(trial: Workplace) -> None:
    at_sandbox = trial.plan()
    trial.played = frozenset()

    plan = trial.plan()

    assert at_sandbox.has_changes is False
    assert [step.action for step in plan.steps] == ["make", "make"]
    assert [str(step.cost) for step in plan.steps] == ["40", "40"]
    reason = Reason(why="from-sandbox", field="cloud")
    assert [step.reasons[0] for step in plan.steps] == [reason, reason]


def test_what_is_paid_stands_in_for_nothing_at_a_sandbox(trial: Workplace) -> None:
    trial.played = frozenset()
    trial.build()
    trial.played = frozenset({"cloud"})

    plan = trial.plan()

    # What the sandbox made before is still in the store, and comes back for nothing.
    assert [(step.action, step.reasons[0].why) for step in plan.steps] == [
        ("restore", "at-sandbox"), ("restore", "at-sandbox"),
    ]  # fmt: skip


def test_no_id_of_a_sandbox_is_ever_sent_to_the_service_itself(trial: Workplace) -> None:
    trials = [deed.id for deed in trial.cloud.deeds]
    trial.played = frozenset()

    trial.build()

    sources = [call.body["sources"] for call in trial.cloud.posts if call.body is not None]
    assert trials == ["job-1", "job-2"]
    assert sources == [[], ["r-job-1"], [], ["r-job-3"]]


def test_an_order_at_a_sandbox_is_not_taken_up_at_the_service_itself(trial: Workplace) -> None:
    trial.change("hero", prompt="another")
    trial.cloud.moods.append("answer lost")
    trial.cloud.fails_lists = True
    trial.build(Wishes(selection=Selection(targets=("hero",))))
    at_sandbox = step_of(trial, "hero")
    trial.played = frozenset()

    itself = step_of(trial, "hero")

    assert (at_sandbox.is_ordered, itself.is_ordered) == (True, False)


def test_who_is_no_service_has_no_other_place(trial: Workplace) -> None:
    assert trial.market.place("cloud") == "this machine"
    assert trial.market.place("here") == ""
