from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from assetforge.core.values import is_table
from assetforge.sandbox.fault import Fault
from assetforge.sandbox.letta import ROUTE
from tests.unit.sandbox.bench import (
    PROMPT,
    SETTINGS,
    START,
    Bench,
    listed,
    message,
    older,
    rows,
    table,
)

ORDER = {"prompt": PROMPT}
KEYED = replace(SETTINGS, keys={"letzai": "one", "letta": "two"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/upscales", 404),
        ("POST", "/video-edits", 404),
        ("GET", "/image_completions", 404),
        ("PUT", "/videos/11111111-1111-4111-8111-111111111111/interruption", 404),
        ("GET", "/", 404),
        ("GET", "/images/1/2/3", 404),
        ("DELETE", "/images", 405),
        ("PATCH", "/images", 405),
        ("CONNECT", "/images", 405),
        ("PUT", "/sandbox/ledger", 405),
    ],
)
def test_routes_that_are_not_there(method: str, path: str, status: int) -> None:
    assert Bench().ask(method, path).status == status


def test_the_older_dialect_has_the_older_routes_alone() -> None:
    bench = Bench(settings=older())

    assert [bench.get(path).status for path in ("/upscales", "/video-edits", "/upscale")] == [
        200, 200, 404,
    ]  # fmt: skip


def test_a_wrong_method_is_told_the_right_ones() -> None:
    assert Bench().ask("DELETE", "/images").headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("key", "path", "status"),
    [
        (None, "/images", 401),
        ("", "/images", 401),
        ("two", "/images", 401),
        ("one", "/images", 200),
        ("one", ROUTE, 401),
        ("two", ROUTE, 400),
        (None, "/sandbox/instance", 200),
    ],
)
def test_each_service_takes_its_own_key(key: str | None, path: str, status: int) -> None:
    method = "POST" if path == ROUTE else "GET"

    assert Bench(settings=KEYED).ask(method, path, key=key).status == status


def test_any_key_will_do_where_none_is_set_but_there_must_be_one() -> None:
    bench = Bench()

    assert bench.ask("GET", "/images", key="whatever").status == 200
    assert bench.ask("GET", "/images", headers={"authorization": "Basic x"}, key=None).status == 401


def test_a_proxy_may_name_the_whole_url() -> None:
    bench = Bench()

    assert bench.get("http://api.letz.ai/images?limit=1").status == 200


def test_answers_are_dated_by_the_time_of_the_sandbox() -> None:
    bench = Bench()
    bench.wait(7)

    dates = [bench.get(path).headers["date"] for path in ("/images", "/nowhere")]

    assert {parsedate_to_datetime(date).timestamp() for date in dates} == {START + 7}


def test_equal_seeds_and_requests_give_equal_answers() -> None:
    def played(seed: int) -> list[bytes]:
        bench = Bench(seed=seed, faults=[Fault(kind="lose-answer", chance=0.5)])
        return [bench.ask("POST", "/images", ORDER).body for _ in range(9)]

    assert played(1) == played(1) != played(2)


@pytest.mark.parametrize("kind", ["close", "reset", "error", "page", "limit"])
def test_before_acceptance_nothing_is_done(kind: str) -> None:
    bench = Bench(faults=[Fault(kind=kind, route="POST /images")])

    answer = bench.ask("POST", "/images", ORDER)

    assert not answer.is_good
    assert bench.charges == []
    assert bench.get("/images").status == 200


@pytest.mark.parametrize(
    "kind",
    ["lose-answer", "reset-answer", "error-after", "page-after", "cut-answer", "torn-answer",
     "no-json", "no-id"],
)  # fmt: skip
def test_after_acceptance_the_job_is_there_and_charged(kind: str) -> None:
    bench = Bench(faults=[Fault(kind=kind)])

    bench.ask("POST", "/images", ORDER)

    (charge,) = bench.charges
    assert bench.get(f"/images/{charge.id}").status == 200


def test_a_lost_answer_of_letta_is_charged_too() -> None:
    bench = Bench(faults=[Fault(kind="lose-answer", route=f"POST {ROUTE}")])

    answer = bench.ask("POST", ROUTE, {"provider": "gemini", "prompt": PROMPT})

    assert answer.transfer.ending == "none"
    assert [charge.credits for charge in bench.charges] == [12]


def test_a_refused_order_suffers_no_fault_of_accepted_ones() -> None:
    bench = Bench(faults=[Fault(kind="lose-answer", nth=frozenset({1}))])

    refused = bench.ask("POST", "/images", {})
    accepted = bench.ask("POST", "/images", ORDER)

    assert (refused.status, refused.transfer.ending) == (400, "whole")
    assert accepted.transfer.ending == "none"


def test_the_sandboxes_own_pages_never_fail() -> None:
    bench = Bench(faults=[Fault(kind="error", route="*"), Fault(kind="lose-answer", route="*")])

    assert bench.get("/sandbox/ledger").status == 200
    assert bench.get("/images").status == 500


def test_every_request_is_counted_once() -> None:
    bench = Bench(faults=[Fault(kind="lose-answer")])
    bench.ask("POST", "/images", ORDER)
    bench.ask("GET", "/images", key=None)
    bench.ask("GET", "/images/11111111-1111-4111-8111-111111111111")
    bench.ask("GET", "/nowhere")

    counted = listed(table(bench.get("/sandbox/ledger"))["requests"])

    assert [tuple(row.values()) for row in counted if is_table(row)] == [
        ("GET", "/images", 401, False, 1),
        ("GET", "/images/{id}", 404, True, 1),
        ("GET", "other", 404, True, 1),
        ("POST", "/images", 0, True, 1),
    ]


def test_head_is_answered_as_get() -> None:
    assert Bench().ask("HEAD", "/images").status == 200


def test_a_refusal_says_what_is_wrong() -> None:
    assert "Cannot GET /nowhere" in message(Bench().get("/nowhere"))
    assert rows(Bench().get("/models?limit=1"))
