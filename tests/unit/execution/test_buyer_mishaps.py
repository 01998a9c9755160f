from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import (
    DamagedError,
    MakingError,
    StorageError,
    UnavailableError,
)
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.events import Noticed
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.providers.instruction import Call
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


def test_a_failed_job_counts_as_charged_and_is_not_ordered_again(shop: Workplace) -> None:
    shop.add("beach", "hero", by="cloud")
    shop.cloud.words.append("failed")
    shop.cloud.charge = None

    built = shop.build()

    error = error_of(built)
    assert isinstance(error, MakingError)
    assert error.what == "cloud did not make `hero`: failed: the prompt was refused"
    assert error.cost == "It counts as charged: up to 40 cloud credits, job job-1."
    assert "pays again" in error.next_step
    assert built.ended("skipped") == {"beach"}
    assert built.execution.exit is Exit.FAILED
    assert len(shop.cloud.posts) == 1
    assert shop.open_bureau.states("hero") == ["failed"]


def test_a_server_that_fails_every_job_is_paid_five_times_at_most() -> None:
    workplace = Workplace.with_cloud()
    for number in range(20):
        workplace.add(f"hero-{number}", by="cloud")
        workplace.cloud.words.append("failed")

    built = workplace.build()

    assert len(workplace.cloud.posts) <= 5
    stopped = [
        outcome.error
        for outcome in built.execution.outcomes.values()
        if isinstance(outcome.error, UnavailableError)
    ]
    assert stopped
    assert "the last 3 jobs failed in the same way (the prompt was refused)" in stopped[0].what


def test_a_job_that_takes_too_long_keeps_its_id_and_is_taken_up_free(shop: Workplace) -> None:
    shop.cloud.seconds = 700

    built = shop.build()

    error = error_of(built)
    assert isinstance(error, UnavailableError)
    assert error.cost == "Paid: up to 40 cloud credits; job job-1 is saved."
    assert error.next_step == "Run `assetforge build` again to take it up at no charge."
    assert shop.build().execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 1


def test_a_disk_that_is_full_when_the_result_comes_keeps_the_job(shop: Workplace) -> None:
    shop.add("beach", "hero", by="cloud")
    gate = Gate()
    bureau = shop.open_bureau
    shop.is_full = True

    built = shop.build(gate=gate)

    error = error_of(built)
    assert isinstance(error, StorageError)
    assert "job job-1 is saved" in error.cost
    assert built.execution.exit is Exit.STORAGE
    assert bureau.states("hero") == ["submitted"]


def test_bytes_that_are_no_picture_are_asked_for_once_more_and_then_reported(
    shop: Workplace,
) -> None:
    downloads = shop.open_bureau.downloads
    shop.build()
    shop.add("beach", by="cloud")
    page = b"<html>sorry</html>"
    shop.cloud.witness = Later(shop, page).spoil

    built = shop.build()

    error = error_of(built, "beach")
    assert isinstance(error, DamagedError)
    assert downloads.fetched.count("https://results.example/job-2") == 2
    assert "job job-2 is saved" in error.cost
    assert "assetforge jobs resolve" in error.next_step
    assert built.execution.exit is Exit.DAMAGED


def test_lost_bytes_are_fetched_from_the_service_once_more(shop: Workplace) -> None:
    shop.build()
    made = shop.disk.lock.entries["hero"].made
    shop.disk.blobs.clear()
    shop.disk.outputs.clear()

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert made.result.digest in shop.disk.blobs
    assert len(shop.cloud.posts) == 1
    assert any(isinstance(event, Noticed) for event in built.observer.events)


def test_other_bytes_under_the_same_url_are_not_taken_for_the_result(shop: Workplace) -> None:
    shop.build()
    shop.disk.blobs.clear()
    shop.disk.outputs.clear()
    shop.open_bureau.downloads.web["https://results.example/job-1"] = b"image/png 1 1\nother"

    built = shop.build()

    assert isinstance(error_of(built), DamagedError)
    assert len(shop.cloud.posts) == 1


def test_a_crash_after_the_record_leaves_an_attempt_that_the_next_build_ends(
    shop: Workplace,
) -> None:
    shop.build()
    row = shop.open_bureau.attempt("hero")
    shop.open_bureau.pages.written[row.intent] = replace(
        row, state=AttemptState.SUBMITTED, digest=None, ended_at=None
    )
    shop.disk.outputs.clear()

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert shop.open_bureau.states("hero") == ["stored"]
    assert len(shop.cloud.posts) == 1


def test_a_ledger_that_does_not_answer_keeps_nobody_from_what_is_stored(shop: Workplace) -> None:
    shop.build()
    shop.disk.outputs.clear()
    shop.open_bureau.pages.is_damaged = True

    built = shop.build()

    assert built.ended("restored") == {"hero"}
    assert any("could not be closed" in str(event) for event in built.observer.events)


def test_a_ledger_that_does_not_answer_is_no_leave_to_order(shop: Workplace) -> None:
    shop.open_bureau.pages.is_damaged = True

    built = shop.build()

    assert isinstance(error_of(built), DamagedError)
    assert shop.cloud.posts == []


def test_a_store_that_does_not_answer_is_no_leave_to_order(shop: Workplace) -> None:
    shop.add("plain", by="cloud")
    facts = shop.facts
    plan = shop.plan(facts=facts)
    facts.is_failing = True

    built = shop.build(plan=plan, facts=facts)

    assert isinstance(error_of(built, "plain"), StorageError)
    assert shop.cloud.posts == []


class Later:
    """Spoils a result once its order is placed."""

    def __init__(self, workplace: Workplace, page: bytes) -> None:
        self._workplace, self._page = workplace, page

    def spoil(self, call: Call) -> None:
        del call
        web = self._workplace.open_bureau.downloads.web
        asyncio.get_running_loop().call_later(
            1, web.update, {"https://results.example/job-2": self._page}
        )
