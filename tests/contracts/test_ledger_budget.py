"""What a buyer may rely on where a ledger keeps a budget."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import RefusedError
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.contracts.ledger_bench import open_bench
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.execution.attempt import Attempt
    from tests.contracts.ledger_bench import Bench

S = AttemptState
DAY = 86_400


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with open_bench(request.param, tmp_path) as opened:
        yield opened


class TestLedgerBudget:
    @pytest.mark.parametrize("limit", ["run", "day", "asset"])
    def test_a_limit_can_be_used_up_and_not_passed(self, bench: Bench, limit: str) -> None:
        exact = Decimal("40.001")

        bench.claim(attempt_of(reserved=exact), **{limit: exact})

        with pytest.raises(RefusedError):
            bench.claim(attempt_of("beach", reserved=Decimal("40.002")), **{limit: exact})
        assert bench.wait(bench.ledger.live(attempt_of("beach").key)) is None

    @pytest.mark.parametrize("limit", ["run", "day", "asset"])
    def test_an_unknown_price_passes_no_limit(self, bench: Bench, limit: str) -> None:
        with pytest.raises(RefusedError):
            bench.claim(attempt_of(reserved=None), **{limit: Decimal(10**6)})

        bench.claim(attempt_of(reserved=None))

    @pytest.mark.parametrize("limit", ["run", "day"])
    def test_an_unknown_price_in_the_past_makes_the_sum_unknown(
        self, bench: Bench, limit: str
    ) -> None:
        bench.claim(attempt_of(reserved=None))

        with pytest.raises(RefusedError):
            bench.claim(attempt_of("beach"), **{limit: Decimal(10**6)})
        bench.note(attempt_of(), Change(state=S.SUBMITTED, actual=Decimal(5)))
        bench.claim(attempt_of("beach"), **{limit: Decimal(45)})

    @pytest.mark.parametrize("state", sorted(set(S) - {S.VOID}))
    def test_what_may_have_cost_counts(self, bench: Bench, state: AttemptState) -> None:
        bench.bring(attempt_of(), state)

        with pytest.raises(RefusedError):
            bench.claim(attempt_of("beach"), run=Decimal(79))
        bench.claim(attempt_of("beach"), run=Decimal(80))

    def test_what_is_proved_not_charged_does_not_count(self, bench: Bench) -> None:
        bench.bring(attempt_of(), S.VOID)

        bench.claim(attempt_of("beach"), run=Decimal(40), day=Decimal(40))

    @pytest.mark.parametrize(
        ("actual", "left"), [(Decimal(10), 70), (Decimal(60), 20), (Decimal(0), 80)]
    )
    def test_the_charge_takes_the_place_of_the_reservation(
        self, bench: Bench, actual: Decimal, left: int
    ) -> None:
        bench.claim(attempt_of())
        bench.note(attempt_of(), Change(state=S.SUBMITTED, actual=actual))

        with pytest.raises(RefusedError):
            bench.claim(attempt_of("beach", reserved=Decimal(left + 1)), run=Decimal(80))
        bench.claim(attempt_of("beach", reserved=Decimal(left)), run=Decimal(80))

    @pytest.mark.parametrize(
        ("other", "run_counts", "day_counts"),
        [
            (attempt_of(), True, True),
            (attempt_of(project="f" * 12), True, True),
            (attempt_of(run="run-0"), False, True),
            (attempt_of(account="0" * 8), True, True),
            (attempt_of(provider="letta"), False, False),
            (attempt_of(intended_at=NOON // DAY * DAY), True, True),
            (attempt_of(intended_at=NOON // DAY * DAY - 1), True, False),
            (attempt_of(intended_at=NOON + DAY), True, True),
        ],
        ids=["like", "project", "run", "account", "provider", "midnight", "before it", "ahead"],
    )
    def test_a_run_and_a_day_count_what_is_theirs(
        self, bench: Bench, other: Attempt, *, run_counts: bool, day_counts: bool
    ) -> None:
        bench.claim(other)

        for number, (limit, counts) in enumerate((("run", run_counts), ("day", day_counts))):
            mine = attempt_of(f"beach-{number}", reserved=Decimal(1))
            if counts:
                with pytest.raises(RefusedError):
                    bench.claim(mine, **{limit: Decimal(40)})
            else:
                bench.claim(mine, **{limit: Decimal(40)})
                bench.note(mine, Change(state=S.VOID))

    def test_many_at_once_never_pass_a_limit(self, bench: Bench) -> None:
        """Check, then spend, let 16 such jobs spend 2,560 of 1,000 (reliability notes, 2026)."""
        won: list[int] = []

        async def claim(number: int) -> None:
            ledger = bench.other if number % 2 else bench.ledger
            attempt = attempt_of(f"asset-{number}", reserved=Decimal(160))
            try:
                await ledger.claim(attempt, Budget(run=Decimal(1000)))
            except RefusedError:
                return
            won.append(number)

        async def all_of_them() -> None:
            async with asyncio.TaskGroup() as group:
                for number in range(16):
                    group.create_task(claim(number))

        bench.wait(all_of_them())

        assert len(won) == 6
