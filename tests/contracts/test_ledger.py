"""What a buyer may rely on in any ledger; budgets are in `test_ledger_budget.py`."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import BusyError, DamagedError, StorageError
from assetforge.execution.attempt import LIVE, NEXT, AttemptState, Budget, Change
from tests.contracts.ledger_bench import HandClock, open_bench
from tests.fakes.disk import Disk
from tests.fakes.ledger import MemoryLedger, Pages
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.execution.desk import Ledger
    from tests.contracts.ledger_bench import Bench

S = AttemptState


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with open_bench(request.param, tmp_path) as opened:
        yield opened


class TestLedger:
    def test_what_is_claimed_is_live_and_whole(self, bench: Bench) -> None:
        attempt = attempt_of(reserved=Decimal("40.125"))

        bench.claim(attempt)

        assert bench.wait(bench.ledger.live(attempt.key)) == attempt
        assert bench.wait(bench.other.live(attempt.key)) == attempt

    def test_what_was_never_claimed_is_not_live(self, bench: Bench) -> None:
        assert bench.wait(bench.ledger.live(attempt_of().key)) is None

    @pytest.mark.parametrize("state", sorted(LIVE))
    def test_a_key_has_one_live_attempt(self, bench: Bench, state: AttemptState) -> None:
        bench.bring(attempt_of(), state)
        second = attempt_of(intent="z" * 26, run="run-2", project="f" * 12)

        with pytest.raises(BusyError):
            bench.wait(bench.other.claim(second, Budget()))

    @pytest.mark.parametrize("state", sorted(set(S) - LIVE))
    def test_a_key_whose_attempt_has_ended_can_be_claimed(
        self, bench: Bench, state: AttemptState
    ) -> None:
        bench.bring(attempt_of(), state)
        second = attempt_of(intent="z" * 26)

        bench.claim(second)

        assert bench.wait(bench.ledger.live(second.key)) == second

    def test_of_many_who_claim_a_key_at_once_one_wins(self, bench: Bench) -> None:
        won: list[str] = []

        async def claim(ledger: Ledger, intent: str) -> None:
            try:
                await ledger.claim(attempt_of(intent=intent), Budget())
            except BusyError:
                return
            won.append(intent)

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as group:
                for number in range(16):
                    ledger = bench.other if number % 2 else bench.ledger
                    group.create_task(claim(ledger, f"{number:026}"))

        bench.wait(all_of_them())

        assert len(won) == 1


class TestNoting:
    @pytest.mark.parametrize("new", sorted(S))
    @pytest.mark.parametrize("old", sorted(S))
    def test_states_follow_one_another_as_declared(
        self, bench: Bench, old: AttemptState, new: AttemptState
    ) -> None:
        bench.bring(attempt_of(), old)

        if new in NEXT[old] or new is old:
            assert bench.note(attempt_of(), Change(state=new)).state is new
        else:
            with pytest.raises(ValueError, match=new):
                bench.note(attempt_of(), Change(state=new))

    def test_what_is_noted_is_there_and_the_rest_stays(self, bench: Bench) -> None:
        bench.claim(attempt_of())
        bench.clock.since_start = 3

        now = bench.note(
            attempt_of(),
            Change(state=S.SUBMITTED, job="j1", route="/image-edits", status=201, echoes=False),
            Change(state=S.READY, result_url="https://example.com/r?sig=1", reason="made"),
        )

        assert now == replace(
            attempt_of(), state=S.READY, job="j1", route="/image-edits", status=201,
            echoes=False, result_url="https://example.com/r?sig=1", reason="made",
            submitted_at=NOON + 3,
        )  # fmt: skip
        assert bench.wait(bench.other.live(now.key)) == now

    @pytest.mark.parametrize("end", [S.STORED, S.FAILED, S.ABANDONED])
    def test_an_end_has_a_time_and_forgets_the_url(self, bench: Bench, end: AttemptState) -> None:
        bench.claim(attempt_of())
        bench.note(attempt_of(), Change(state=S.SUBMITTED, result_url="https://example.com/r"))
        bench.clock.since_start = 60

        now = bench.note(attempt_of(), Change(state=end, actual=Decimal("39.5")))

        assert (now.ended_at, now.result_url, now.actual) == (NOON + 60, None, Decimal("39.5"))

    def test_a_charge_can_be_learnt_after_the_end(self, bench: Bench) -> None:
        bench.bring(attempt_of(), S.STORED)
        bench.clock.since_start = 60

        now = bench.note(attempt_of(), Change(state=S.STORED, actual=Decimal(30)))

        assert (now.actual, now.ended_at) == (Decimal(30), NOON)

    def test_a_charge_below_nothing_was_not_said(self, bench: Bench) -> None:
        bench.claim(attempt_of())

        assert bench.note(attempt_of(), Change(state=S.READY, actual=Decimal(-5))).actual is None

    def test_an_attempt_that_is_not_there_is_damage(self, bench: Bench) -> None:
        with pytest.raises(DamagedError):
            bench.note(attempt_of(), Change(state=S.READY))


class TestAsking:
    def test_the_jobs_are_those_of_an_account(self, bench: Bench) -> None:
        others = {"hero": "d3f90000", "beach": "d3f90000", "lamp": "0" * 8}
        for address, account in others.items():
            bench.claim(attempt_of(address, account=account))
            bench.note(attempt_of(address), Change(state=S.SUBMITTED, job=f"job-{address}"))
        bench.claim(attempt_of("new"))
        bench.note(attempt_of("hero"), Change(state=S.FAILED))

        assert bench.wait(bench.ledger.jobs("letzai", "d3f90000")) == {"job-hero", "job-beach"}
        assert bench.wait(bench.ledger.jobs("letta", "d3f90000")) == frozenset()

    def test_the_newest_job_says_whether_a_route_echoes(self, bench: Bench) -> None:
        assert bench.wait(bench.ledger.echoes("letzai", "/images")) is None

        for number, echoes in enumerate((True, False, None)):
            attempt = attempt_of(f"a{number}", intended_at=NOON + number)
            bench.claim(attempt)
            bench.note(attempt, Change(state=S.SUBMITTED, echoes=echoes))

        assert bench.wait(bench.ledger.echoes("letzai", "/images")) is False
        assert bench.wait(bench.ledger.echoes("letzai", "/videos")) is None

    def test_durations_are_those_of_whole_jobs_the_newest_first(self, bench: Bench) -> None:
        for number in range(52):
            attempt = attempt_of(f"a{number}", intended_at=NOON + number)
            bench.claim(attempt)
            bench.note(attempt, Change(state=S.SUBMITTED))
            bench.clock.since_start += number
            bench.note(attempt, Change(state=S.READY), Change(state=S.STORED))

        found = bench.wait(bench.ledger.durations("letzai", "flux2", "image"))

        assert list(found) == [float(51 - number) for number in range(50)]
        assert not bench.wait(bench.ledger.durations("letzai", None, "image"))
        assert not bench.wait(bench.ledger.durations("letzai", "flux2", "edit"))

    def test_a_job_that_two_processes_saw_to_or_that_failed_has_no_duration(
        self, bench: Bench
    ) -> None:
        for address, end in (("hero", S.FAILED), ("beach", S.READY)):
            bench.claim(attempt_of(address))
            bench.note(attempt_of(address), Change(state=S.SUBMITTED))
            ledger = bench.other if end is S.READY else bench.ledger
            bench.wait(ledger.note(attempt_of(address).intent, Change(state=end)))

        assert not bench.wait(bench.ledger.durations("letzai", "flux2", "image"))


class TestFaults:
    def test_damage_is_no_miss(self, bench: Bench) -> None:
        bench.damage()

        for _ in range(2):
            with pytest.raises(DamagedError):
                bench.wait(bench.other.live(attempt_of().key))
            with pytest.raises(DamagedError):
                bench.wait(bench.other.claim(attempt_of(), Budget()))


def test_the_fake_forgets_with_the_power_what_was_not_flushed() -> None:
    disk, pages, clock = Disk(), Pages(), HandClock()
    safe = MemoryLedger(disk, clock, pages)
    hasty = MemoryLedger(disk, clock, pages, flushes=False)
    asyncio.run(safe.claim(attempt_of("hero"), Budget()))
    asyncio.run(hasty.claim(attempt_of("beach"), Budget()))

    pages.lose_power()

    assert asyncio.run(safe.live(attempt_of("hero").key)) is not None
    assert asyncio.run(safe.live(attempt_of("beach").key)) is None


def test_the_fake_can_refuse_to_write() -> None:
    pages = Pages(refuses=1)
    ledger = MemoryLedger(Disk(), HandClock(), pages)

    with pytest.raises(StorageError):
        asyncio.run(ledger.claim(attempt_of(), Budget()))
    asyncio.run(ledger.claim(attempt_of(), Budget()))

    assert len(pages.flushed) == 1
