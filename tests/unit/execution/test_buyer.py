from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import (
    StaleError,
)
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.events import JobAccepted, JobSeen
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.lock.model import Lock
from assetforge.plan.build import Wishes
from assetforge.providers.instruction import Job
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from tests.fakes.workplace import Built

ANEW = Wishes(selection=Selection(), replace=("hero",))


@pytest.fixture
def shop() -> Workplace:
    workplace = Workplace.with_cloud()
    workplace.source("logo")
    workplace.add("hero", "logo", by="cloud")
    return workplace


def error_of(built: Built, address: str = "hero") -> AssetforgeError:
    error = built.execution.outcomes[address].error
    assert error is not None
    return error


def test_content_comes_first_then_the_record_then_the_ledger_then_the_file(
    shop: Workplace,
) -> None:
    shop.build()

    steps = [effect.split()[0] for effect in shop.disk.effects]
    assert steps == [
        "put", "claim", "note", "fetch", "keep", "record", "note", "place", "lock",
    ]  # fmt: skip
    assert shop.disk.effects[-3].endswith("stored")


def test_a_second_build_sends_nothing(shop: Workplace) -> None:
    shop.build()
    requests = dict(shop.cloud.requests)

    built = shop.build()

    assert not built.plan.has_changes
    assert shop.cloud.requests == requests


def test_the_lock_remembers_the_job_its_result_and_both_prices(shop: Workplace) -> None:
    shop.build()

    made = shop.disk.lock.entries["hero"].made
    assert (made.job_id, made.result_id) == ("job-1", "r-job-1")
    assert made.url == "https://results.example/job-1"
    assert made.estimated is not None
    assert made.estimated.high == made.charged == Decimal(40)


def test_a_jobs_progress_is_told(shop: Workplace) -> None:
    events = shop.build().observer.events

    seen = [event for event in events if isinstance(event, JobSeen)]
    assert [(event.address, event.state.word) for event in seen] == [("hero", "ready")]


def test_a_job_is_told_before_anything_is_seen_of_it(shop: Workplace) -> None:
    events = shop.build().observer.events

    told = [event for event in events if isinstance(event, (JobAccepted, JobSeen))]
    assert [type(event) for event in told] == [JobAccepted, JobSeen]
    assert told[0] == JobAccepted(address="hero", job=Job(id="job-1", route="/pictures"))


def test_a_job_that_an_earlier_run_ordered_is_not_told_as_accepted(shop: Workplace) -> None:
    gate = Gate()
    shop.cloud.seconds, shop.cloud.witness = 300, lambda _: gate.close(Exit.INTERRUPTED)
    left = shop.build(gate=gate).observer.events

    events = shop.build().observer.events

    assert [event.job.id for event in left if isinstance(event, JobAccepted)] == ["job-1"]
    assert [event for event in events if isinstance(event, JobAccepted)] == []
    assert {event.state.job.id for event in events if isinstance(event, JobSeen)} == {"job-1"}


def test_an_input_is_uploaded_once_for_all_who_need_it(shop: Workplace) -> None:
    for number in range(4):
        shop.add(f"more-{number}", "logo", by="cloud")

    shop.build()

    assert shop.cloud.requests["POST /uploads"] == 1
    assert list(shop.open_bureau.downloads.uploads) == ["https://files.example/1"]


def test_what_the_service_made_is_passed_by_its_id(shop: Workplace) -> None:
    shop.add("beach", "hero", by="cloud")

    shop.build()

    assert shop.cloud.posts[-1].body is not None
    assert shop.cloud.posts[-1].body["sources"] == ["r-job-1"]
    assert shop.cloud.requests["POST /uploads"] == 1


def test_an_id_that_the_lock_names_against_our_own_record_is_not_passed_on(shop: Workplace) -> None:
    shop.build()
    entry = shop.disk.lock.entries["hero"]
    own = entry.made.result_id
    forged = replace(entry, made=replace(entry.made, result_id="r-other", job_id="job-99"))
    shop.disk.lock = shop.disk.lock.recording({"hero": forged})
    shop.add("beach", "hero", by="cloud")

    shop.build()

    assert shop.cloud.posts[-1].body is not None
    assert shop.cloud.posts[-1].body["sources"] == [own]


def test_a_source_that_changed_since_the_plan_is_not_sent(shop: Workplace) -> None:
    plan, facts = shop.plan(), shop.facts
    shop.disk.sources["brand/logo.png"] = b"image/png 1 1\nother"

    built = shop.build(plan=plan, facts=facts)

    assert isinstance(error_of(built), StaleError)
    assert shop.cloud.requests.total() == 0


def test_the_same_request_twice_is_bought_once(shop: Workplace) -> None:
    shop.add("twin", "logo", by="cloud", prompt="hero", look="hero")

    built = shop.build()

    assert built.ended("made", "restored") == {"hero", "twin"}
    assert len(shop.cloud.posts) == 1


def test_two_processes_buy_the_same_thing_once(shop: Workplace) -> None:
    async def both() -> list[Built]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(shop.building()) for _ in range(2)]
        return [task.result() for task in tasks]

    first, second = run(both())

    assert (first.execution.exit, second.execution.exit) == (Exit.DONE, Exit.DONE)
    assert first.ended("made") == {"hero"}
    assert second.ended("restored") == {"hero"}
    assert len(shop.cloud.posts) == 1


def test_a_replacement_is_bought_though_there_is_a_result(shop: Workplace) -> None:
    shop.build()

    built = shop.build(ANEW)

    assert built.ended("made") == {"hero"}
    assert len(shop.cloud.posts) == 2


def test_an_order_that_the_plan_counted_on_and_that_is_gone_is_not_placed_anew(
    shop: Workplace,
) -> None:
    gate = Gate()
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)
    shop.open_bureau.drain = 1
    shop.build(gate=gate)
    plan = shop.plan()
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, state=AttemptState.ABANDONED)

    built = shop.build(plan=plan)

    assert plan.costs() == {}
    assert isinstance(error_of(built), StaleError)
    assert len(shop.cloud.posts) == 1


def test_a_store_that_does_not_answer_is_no_miss(shop: Workplace) -> None:
    facts = shop.facts
    plan = shop.plan(facts=facts)
    facts.is_failing = True

    built = shop.build(plan=plan, facts=facts)

    assert built.execution.exit is Exit.STORAGE
    assert shop.cloud.posts == []


def test_a_record_that_is_only_seen_is_flushed_before_its_order_counts_as_stored(
    shop: Workplace,
) -> None:
    shop.build()
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(row, state=AttemptState.SUBMITTED)
    shop.disk.lock = Lock()
    shop.disk.unsynced.append((shop.disk.records, shop.disk.records.clear))  # killed just before

    shop.build()
    shop.disk.lose_power()

    assert shop.open_bureau.states("hero") == ["stored"]
    assert shop.disk.records[row.key].job_id == row.job


@pytest.mark.parametrize(
    ("written", "expected"),
    [(frozenset({"prompt", "resolution"}), Exit.FAILED), (frozenset({"prompt"}), Exit.DONE)],
)
def test_a_result_far_smaller_than_asked_is_kept_and_no_success_where_a_person_asked(
    shop: Workplace, written: frozenset[str], expected: Exit
) -> None:
    shop.assets["hero"] = replace(shop.assets["hero"], written=written)
    shop.service.remarks, shop.service.is_short = ("4K was asked for, 1K came",), True

    built = shop.build()

    outcome = built.execution.outcomes["hero"]
    assert outcome.ending == "made"
    assert outcome.remarks == ("4K was asked for, 1K came; it cost 40 cloud credits",)
    assert built.execution.exit is expected
    assert "hero" in shop.disk.lock.entries


def test_the_next_job_runs_while_a_result_is_brought_home() -> None:
    shop = Workplace.with_cloud()
    for name in ("one", "two"):
        shop.add(name, by="cloud")
    shop.open_bureau.terms = replace(shop.open_bureau.terms, concurrency=1)
    shop.open_bureau.downloads.seconds = 1000.0

    built = shop.build()

    assert [outcome.ending for outcome in built.execution.outcomes.values()] == ["made", "made"]
    assert built.execution.seconds < 2000
