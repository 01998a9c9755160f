from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import (
    DamagedError,
    MakingError,
    StaleError,
    StorageError,
    UnavailableError,
)
from assetforge.core.exits import Exit
from assetforge.execution.attempt import AttemptState
from assetforge.execution.events import JobSeen, Noticed, StepStarted
from assetforge.execution.gate import Gate
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from tests.fakes.owner import MemoryOwner
from tests.fakes.ports import ListeningObserver
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace, is_power_loss

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


def test_an_id_that_only_the_lock_names_is_not_passed_on(shop: Workplace) -> None:
    shop.build()
    entry = shop.disk.lock.entries["hero"]
    forged = replace(entry, made=replace(entry.made, result_id="r-other", job_id="job-99"))
    shop.disk.lock = shop.disk.lock.recording({"hero": forged})
    shop.add("beach", "hero", by="cloud")

    shop.build()

    assert shop.cloud.posts[-1].body is not None
    assert shop.cloud.posts[-1].body["sources"] == ["https://files.example/2"]


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


def test_a_result_far_smaller_than_asked_is_kept_and_no_success(shop: Workplace) -> None:
    shop.service.remarks, shop.service.is_short = ("4K was asked for, 1K came",), True

    built = shop.build()

    outcome = built.execution.outcomes["hero"]
    assert outcome.ending == "made"
    assert outcome.remarks == ("4K was asked for, 1K came; it cost 40 cloud credits",)
    assert built.execution.exit is Exit.FAILED
    assert "hero" in shop.disk.lock.entries


def test_the_first_signal_lets_an_order_be_answered_and_waits_for_its_job(
    shop: Workplace,
) -> None:
    shop.add("beach", "hero", by="cloud")
    gate = Gate()
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert built.ended("made") == {"hero"}
    assert built.execution.left == ("beach",)
    assert len(shop.cloud.posts) == 1


def test_what_takes_longer_than_the_drain_is_left_with_its_id(shop: Workplace) -> None:
    gate = Gate()
    shop.cloud.seconds = 300
    shop.cloud.witness = lambda _: gate.close(Exit.TERMINATED)

    built = shop.build(gate=gate)

    error = error_of(built)
    assert built.execution.seconds == pytest.approx(60, abs=2)
    assert "still runs at cloud" in error.what
    assert error.cost == "Paid: up to 40 cloud credits; job job-1 is saved."
    assert shop.open_bureau.states("hero") == ["submitted"]


def test_an_order_that_is_under_way_when_the_drain_ends_is_still_recorded(
    shop: Workplace,
) -> None:
    gate = Gate()
    shop.open_bureau.drain = 0
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert shop.open_bureau.states("hero") == ["submitted"]
    assert "job job-1 is saved" in error_of(built).cost
    assert shop.build().execution.exit is Exit.DONE
    assert len(shop.cloud.posts) == 1


def test_nothing_is_ordered_once_a_signal_came(shop: Workplace) -> None:
    gate = Gate()
    shop.open_bureau.terms = replace(shop.open_bureau.terms, concurrency=1)
    shop.add("other", by="cloud")

    def close(event: object) -> None:
        if isinstance(event, StepStarted):
            gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate, observer=ListeningObserver(close))

    assert shop.cloud.posts == []
    assert all(
        "was not ordered" in outcome.error.what
        for outcome in built.execution.outcomes.values()
        if outcome.error is not None
    )


def test_an_order_that_is_put_off_is_not_sent_again_after_a_signal(shop: Workplace) -> None:
    gate = Gate()
    shop.cloud.moods.extend(["429"] * 5)
    shop.cloud.witness = lambda _: gate.close(Exit.INTERRUPTED)

    built = shop.build(gate=gate)

    assert len(shop.cloud.posts) == 1
    assert shop.open_bureau.states("hero") == ["void"]
    assert "was not ordered" in error_of(built).what


def test_a_synchronous_answer_is_kept_by_its_owner_until_its_result_is_stored() -> None:
    workplace, owners = synchronous()

    built = run(with_owner(workplace, owners))

    assert built.execution.exit is Exit.DONE
    made = workplace.disk.lock.entries["hero"].made
    assert (made.job_id, made.charged) == (None, Decimal(40))
    assert workplace.open_bureau.states("hero") == ["stored"]
    assert owners[0].ends == {}
    assert workplace.open_bureau.wires["cloud"].files == [("source:brand/logo.png",)]


def test_a_synchronous_answer_that_is_lost_is_parked_and_never_sent_again() -> None:
    workplace, owners = synchronous()
    workplace.cloud.moods.append("answer lost")

    first = run(with_owner(workplace, owners))
    second = run(with_owner(workplace, owners))

    for built in (first, second):
        assert built.execution.exit is Exit.UNDECIDED
        assert "--retry" in error_of(built).next_step
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["unknown"]


def test_a_synchronous_answer_outlives_whoever_asked_for_it() -> None:
    workplace, _ = synchronous()

    async def killed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            workplace.open_bureau.owner = MemoryOwner(workplace.open_bureau.wires, machine)
            first = machine.create_task(swallow(workplace))
            await asyncio.sleep(0.7)  # the order is there, and its answer on the way
            workplace.disk.is_off = True
            await first
            workplace.open_bureau.lose_power()
            return await workplace.building()

    built = run(killed_and_built_again())

    assert built.execution.exit is Exit.DONE
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["stored"]


def test_a_crash_before_a_synchronous_result_is_noted_is_made_good_by_the_next_build() -> None:
    workplace, _ = synchronous()

    async def crashed_and_built_again() -> Built:
        async with asyncio.TaskGroup() as machine:
            workplace.open_bureau.owner = MemoryOwner(workplace.open_bureau.wires, machine)
            names = ["claim", "note", "write", "keep", "record"]
            workplace.disk.fails_at = len(workplace.disk.effects) + len(names)
            await swallow(workplace)
            assert [effect.split()[0] for effect in workplace.disk.effects] == names
            workplace.open_bureau.lose_power()
            return await workplace.building()

    built = run(crashed_and_built_again())

    assert built.ended("restored") == {"hero"}
    assert len(workplace.cloud.posts) == 1
    assert workplace.open_bureau.states("hero") == ["stored"]


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


def synchronous() -> tuple[Workplace, list[MemoryOwner]]:
    workplace = Workplace.with_cloud()
    workplace.service.is_synchronous = True
    workplace.source("logo")
    workplace.add("hero", "logo", by="cloud")
    return workplace, []


async def with_owner(workplace: Workplace, owners: list[MemoryOwner]) -> Built:
    async with asyncio.TaskGroup() as machine:
        owner = MemoryOwner(workplace.open_bureau.wires, machine)
        owners.append(owner)
        workplace.open_bureau.owner = owner
        return await workplace.building()


async def swallow(workplace: Workplace) -> None:
    """Build until the power goes."""
    try:
        await workplace.building()
    except BaseException as loss:
        if not is_power_loss(loss):
            raise
