"""What the first day settles, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.providers.instruction import Answer
from assetforge.report.first_day import Settled, settle
from assetforge.report.witness import Evidence
from tests.unit.report.first_days import (
    PICTURE,
    TOKEN,
    evidence,
    order,
    page,
    record,
    tried,
)

if TYPE_CHECKING:
    from assetforge.core.values import Json

ENTRY: dict[str, Json] = {"id": "job-1", "webhookUrl": TOKEN, "userId": "me"}
ECHO_QUESTION = "/images: is our token taken and shown?"
DELAY_QUESTION = "/images: how soon does the list show a job?"
REFUND_QUESTION = "Is a job that is stopped refunded?"


def answers(given: Evidence) -> dict[str, Settled]:
    return {each.question: each for each in settle(given)}


def test_nothing_seen_settles_nothing() -> None:
    assert settle(Evidence(provider="letzai")) == ()


def test_a_token_that_lists_show_finds_lost_orders() -> None:
    found = answers(evidence(order(webhookUrl=TOKEN), record(), page(11, ENTRY)))[ECHO_QUESTION]

    assert found.answer == "taken; answer: yes, record: no, list: yes"
    assert found.follows == "A lost order is found by its token."
    assert not found.is_open


def test_a_token_that_lists_hide_leaves_recognition_to_what_was_asked() -> None:
    found = answers(evidence(order(), page(11, {"id": "job-1"})))[ECHO_QUESTION]

    assert "recognised by what it asks for" in found.follows


def test_a_refused_order_names_the_way_around_the_token() -> None:
    found = answers(evidence(order(status=400)))[ECHO_QUESTION]

    assert found.answer == "the order was answered 400"
    assert "`webhook`" in found.follows


def test_a_list_that_is_late_asks_for_a_longer_window() -> None:
    quick = answers(evidence(order(10), page(12, ENTRY)))[DELAY_QUESTION]
    late = answers(evidence(order(10), page(100, ENTRY)))[DELAY_QUESTION]
    never = answers(evidence(order(10), page(11)))[DELAY_QUESTION]

    assert quick.follows == "`settle_seconds` of 120 is enough."
    assert late.follows == "Set `settle_seconds` to 180 or more."
    assert never.answer == "not within 60 s"
    assert "proves nothing" in never.follows


def test_other_peoples_jobs_in_a_list_are_counted() -> None:
    mine = order(userId="me")
    question = "/images: does the list show only your own jobs?"

    alone = answers(evidence(mine, page(11, ENTRY)))[question]
    mixed = answers(evidence(mine, page(11, ENTRY, {"userId": "you"})))[question]

    assert alone.answer.startswith("yes")
    assert mixed.answer == "no: 1 of 2 are other people's"


def test_the_longest_page_is_what_was_answered_to_a_longer_wish() -> None:
    asked = page(11, ENTRY, limit="100")
    refused = replace(asked, answer=Answer(status=400, body={"message": "no"}))
    question = "How long may a page of a list be?"

    assert (
        answers(evidence(asked))[question].answer == "asked for 100, it answers 200 with 1 entries"
    )
    assert answers(evidence(refused))[question].answer == "asked for 100, it answers 400"


def test_charges_that_are_told_stand_beside_estimates() -> None:
    question = "Do answers tell what a job cost?"

    told = answers(evidence(tried=(tried(12),)))[question]
    silent = answers(evidence(tried=(tried(),)))[question]

    assert told.answer == "yes: picture 12 (estimated 10)"
    assert (silent.answer, "balance" in silent.follows) == ("no", True)


def test_a_refund_is_only_settled_by_a_record_that_tells_it() -> None:
    stopped = replace(PICTURE, name="stopped", is_stopped=True)
    silent = replace(tried(failure="interrupted"), trial=stopped)
    told = replace(tried(0, failure="interrupted"), trial=stopped)
    quick = replace(tried(), trial=stopped)

    assert answers(evidence(tried=(told,)))[REFUND_QUESTION].answer == (
        "its record says 0 of 10 credits"
    )
    assert "10 credits less, or not" in answers(evidence(tried=(silent,)))[REFUND_QUESTION].follows
    assert answers(evidence(tried=(quick,)))[REFUND_QUESTION].is_open


def test_headers_tell_limits_and_names() -> None:
    headers = {"x-ratelimit-limit": "60", "x-request-id": "r-1", "date": "today"}
    seen = replace(record(), answer=Answer(status=200, body={}, headers=headers))

    found = answers(evidence(seen))

    assert found["Does it tell how often it may be asked?"].answer == "x-ratelimit-limit: 60"
    assert found["Does an answer carry a name for the support?"].answer == "x-request-id"
    silent = answers(evidence(record()))["Does it tell how often it may be asked?"]
    assert silent.answer == "no header of any answer says so"


def test_results_lie_at_hosts_and_a_signature_is_not_repeated() -> None:
    question = "Where do results lie, and need they a key?"
    plain = tried(url="https://images.letz.ai/one.jpg")
    signed = tried(url="https://cdn.example/one.jpg?Signature=secret")

    assert answers(evidence(tried=(plain,)))[question].answer == (
        "images.letz.ai; fetched without a key"
    )
    found = answers(evidence(tried=(signed,)))[question]
    assert "signed" in found.follows
    assert "secret" not in found.answer + found.follows
