from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import Credits
from assetforge.core.errors import (
    CredentialsError,
    MakingError,
    NoCreditsError,
    RefusedError,
    StorageError,
    UnavailableError,
)
from assetforge.core.exits import Exit
from assetforge.execution.events import JobAccepted, Rescued
from assetforge.providers.service import Rhythm
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.providers.instruction import Call
    from tests.fakes.cloud import Mood


@pytest.fixture
def shop() -> Workplace:
    """Offer one thing to buy, in a shop whose list has shown work of this account before."""
    workplace = Workplace.with_cloud()
    workplace.add("old", by="cloud")
    workplace.build()
    workplace.add("hero", by="cloud")
    return workplace


def failure(workplace: Workplace, address: str = "hero") -> AssetforgeError:
    error = workplace.build().execution.outcomes[address].error
    assert error is not None
    return error


def posts(workplace: Workplace) -> int:
    return len([call for call in workplace.cloud.posts if (call.body or {})["prompt"] == "hero"])


@pytest.mark.parametrize(
    ("mood", "kind", "code"),
    [
        ("400", MakingError, Exit.FAILED),
        ("401", CredentialsError, Exit.CREDENTIALS),
        ("402", NoCreditsError, Exit.NO_CREDITS),
    ],
)
def test_a_refused_order_costs_nothing_and_is_sent_once(
    shop: Workplace, mood: Mood, kind: type[AssetforgeError], code: Exit
) -> None:
    shop.cloud.moods.append(mood)

    error = failure(shop)

    assert type(error) is kind
    assert error.exit is code
    assert error.cost == "Nothing was charged."
    assert f"it says {mood}" in error.what
    assert shop.open_bureau.states("hero") == ["void"]
    assert posts(shop) == 1


@pytest.mark.parametrize("mood", ["500 after", "answer lost", "nameless", "arrives late"])
def test_an_order_whose_answer_says_nothing_is_found_and_never_sent_again(
    shop: Workplace, mood: Mood
) -> None:
    shop.cloud.moods.append(mood)

    built = shop.build()

    accepted = [each for each in built.observer.events if isinstance(each, JobAccepted)]
    assert built.execution.exit is Exit.DONE
    assert posts(shop) == 1
    assert shop.open_bureau.states("hero") == ["stored"]
    assert shop.cloud.twice == []
    assert [each.address for each in accepted] == ["hero"]


@pytest.mark.parametrize("mood", ["500 before", "never arrived", "409", "redirect"])
def test_an_order_that_is_proved_absent_ends_the_step_without_a_second_one(
    shop: Workplace, mood: Mood
) -> None:
    shop.cloud.moods.append(mood)

    error = failure(shop)

    assert isinstance(error, UnavailableError)
    assert error.cost == "Nothing was charged."
    assert posts(shop) == 1
    assert shop.open_bureau.states("hero") == ["void"]
    assert shop.build().execution.exit is Exit.DONE
    assert posts(shop) == 2


def test_a_service_that_cannot_be_reached_charges_nothing(shop: Workplace) -> None:
    shop.cloud.moods.extend(("not sent", "not sent", "not sent", "not sent"))

    error = failure(shop)

    assert isinstance(error, UnavailableError)
    assert "cannot be reached: connection refused (4 tries)" in error.what
    assert error.cost == "Nothing was charged."
    assert posts(shop) == 0
    assert shop.open_bureau.states("hero") == ["void"]


def test_an_order_that_is_put_off_is_sent_again_under_the_same_name(shop: Workplace) -> None:
    shop.cloud.moods.extend(["429", "429"])

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert posts(shop) == 3
    assert shop.open_bureau.states("hero") == ["stored"]


def test_the_intent_is_on_the_disk_before_the_order_is_sent(shop: Workplace) -> None:
    bureau = shop.open_bureau
    seen: list[list[str]] = []

    def witness(call: Call) -> None:
        token = (call.body or {})["webhook"]
        seen.append([row.state for row in bureau.pages.flushed.values() if row.token == token])

    bureau.cloud.witness = witness
    shop.build()

    assert seen == [["intent"]]


def test_an_order_carries_a_token_that_leads_nowhere(shop: Workplace) -> None:
    shop.build()

    attempt = shop.open_bureau.attempt("hero")
    mark = attempt.key.removeprefix("sha256:")[:16]
    token = f"https://{attempt.intent}.0123456789ab.assetforge.invalid/{mark}"
    assert attempt.token == token
    assert shop.cloud.posts[-1].body == {"prompt": "hero", "sources": [], "webhook": token}
    assert "webhook" not in attempt.request
    assert attempt.echoes is True


def test_a_users_own_webhook_carries_the_name_of_the_attempt(shop: Workplace) -> None:
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, webhook="https://ours.example/hook?key=1")

    shop.build()

    attempt = bureau.attempt("hero")
    assert attempt.token == f"https://ours.example/hook?key=1&intent={attempt.intent}"
    assert shop.cloud.posts[-1].body is not None
    assert shop.cloud.posts[-1].body["webhook"] == attempt.token


def test_a_route_that_is_not_there_is_changed_once_with_a_row_of_its_own(
    shop: Workplace,
) -> None:
    shop.cloud.has_drawings = True

    built = shop.build()

    assert built.execution.exit is Exit.DONE
    assert [call.path for call in shop.cloud.posts[1:]] == ["/pictures", "/drawings"]
    rows = [row for row in shop.open_bureau.attempts if row.address == "hero"]
    assert [(row.state, row.route, row.token is None) for row in rows] == [
        ("void", "/pictures", False), ("stored", "/drawings", True),
    ]  # fmt: skip


def test_a_users_own_webhook_is_not_dropped_for_another_route(shop: Workplace) -> None:
    bureau = shop.open_bureau
    bureau.terms = replace(bureau.terms, webhook="https://ours.example/hook")
    shop.cloud.has_drawings = True

    error = failure(shop)

    assert isinstance(error, MakingError)
    assert posts(shop) == 1


def test_after_no_credits_nothing_more_is_ordered_and_what_is_left_is_counted() -> None:
    workplace = Workplace.with_cloud()
    bureau = workplace.open_bureau
    bureau.terms = replace(bureau.terms, concurrency=1)
    for name in ("one", "two", "three", "four"):
        workplace.add(name, by="cloud")
    workplace.cloud.moods.extend(["well", "402"])

    built = workplace.build()

    assert len(workplace.cloud.posts) == 2
    assert built.ended("made") == {"one"}
    errors = [built.execution.outcomes[name].error for name in ("two", "three", "four")]
    assert all(isinstance(error, NoCreditsError) for error in errors)
    assert errors[0] is not None
    assert "1 of 4 done, 3 need about 120 credits" in errors[0].what
    assert built.execution.exit is Exit.NO_CREDITS


def test_another_service_goes_on_after_one_refused_the_key(shop: Workplace) -> None:
    shop.add("icon", by="here")
    shop.cloud.moods.append("401")

    built = shop.build()

    assert built.ended("made") == {"icon"}


def test_a_limit_refuses_before_anything_is_sent(shop: Workplace) -> None:
    shop.open_bureau.limit(run=39)

    error = failure(shop)

    assert isinstance(error, RefusedError)
    assert posts(shop) == 0


def test_what_was_charged_beyond_the_estimate_counts_for_the_rest_of_the_run() -> None:
    workplace = Workplace.with_cloud()
    bureau = workplace.open_bureau
    bureau.terms = replace(bureau.terms, concurrency=1)
    bureau.limit(run=100)
    bureau.cloud.charge = 90
    workplace.add("one", by="cloud")
    workplace.add("two", by="cloud")

    built = workplace.build()

    assert built.ended("made") == {"one"}
    assert isinstance(built.execution.outcomes["two"].error, RefusedError)
    assert bureau.attempt("one").actual == Decimal(90)
    remarks = built.execution.outcomes["one"].remarks
    assert remarks == ("it cost 90 cloud credits; estimated were 40",)


def test_an_unknown_price_is_reserved_as_unknown(shop: Workplace) -> None:
    shop.service.price = Credits(low=Decimal(0), high=None)

    shop.build()

    assert shop.open_bureau.attempt("hero").reserved is None


def test_a_ledger_that_refuses_the_intent_keeps_the_order_from_being_sent(
    shop: Workplace,
) -> None:
    shop.open_bureau.pages.refuses = 1

    error = failure(shop)

    assert isinstance(error, StorageError)
    assert posts(shop) == 0
    assert shop.open_bureau.states("hero") == []


def test_a_ledger_that_refuses_the_job_has_it_rescued_and_ends_the_run(shop: Workplace) -> None:
    bureau = shop.open_bureau
    shop.add("beach", "hero", by="cloud")

    def witness(call: Call) -> None:
        del call
        bureau.pages.refuses = 1

    bureau.cloud.witness = witness
    built = shop.build()

    assert [change.job for _, change in bureau.rescue.saved] == ["job-2"]
    assert Rescued(text="saved beside the project: job-2") in built.observer.events
    assert not any(isinstance(event, JobAccepted) for event in built.observer.events)
    assert built.execution.exit is Exit.STORAGE
    assert built.ended("made") == {"hero"}  # the other writes worked
    assert built.execution.left == ("beach",)
    assert bureau.cloud.twice == []


def test_the_rhythm_of_the_fake_is_that_of_a_service() -> None:
    assert Workplace.with_cloud().service.rhythm("image") == Rhythm(
        interval=3, first_look=10, deadline=600
    )
