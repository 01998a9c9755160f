"""No order of claims and outcomes, in however many processes, passes a limit that all of them have.

Every step is done with the real ledger and with the fake one: they must agree on each answer, so
that what holds in a simulation holds for the file.
"""

from __future__ import annotations

import asyncio
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.core.errors import BusyError, RefusedError
from assetforge.execution.attempt import LIVE, NEXT, AttemptState, Budget, Change
from tests.fakes.disk import Disk
from tests.fakes.ledger import MemoryLedger, Pages
from tests.fakes.virtual_time import VirtualClock
from tests.unit.adapters.ledger_samples import NOON, attempt_of

S = AttemptState
DAY_LIMIT: Final = Decimal("100.5")
RUN_LIMITS: Final = {"run-0": Decimal(60), "run-1": Decimal("77.777"), "run-2": Decimal(101)}
PROCESSES: Final = 3
amounts = st.decimals(min_value=0, max_value=50, places=3)


class SpendingUnderLimits(RuleBasedStateMachine):
    """Three processes that buy within one day, each a run of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "ledger.sqlite3"
        self.books = [open_book(path) for _ in range(PROCESSES)]
        self.fake = MemoryLedger(Disk(), VirtualClock(), Pages())
        self.runner = asyncio.Runner()
        self.count = 0
        self.live: list[str] = []

    @rule(process=st.integers(0, PROCESSES - 1), key=st.integers(0, 5), wanted=amounts)
    def claim(self, process: int, key: int, wanted: Decimal) -> None:
        self.count += 1
        attempt = attempt_of(
            f"asset-{key}", intent=f"{self.count:026}", run=f"run-{process}", reserved=wanted
        )
        budget = Budget(run=RUN_LIMITS[attempt.run], day=DAY_LIMIT)

        answers: list[type[Exception] | None] = []
        try:
            self.books[process].claim(attempt, budget)
            answers.append(None)
        except (BusyError, RefusedError) as error:
            answers.append(type(error))
        try:
            self.runner.run(self.fake.claim(attempt, budget))
            answers.append(None)
        except (BusyError, RefusedError) as error:
            answers.append(type(error))

        assert answers[0] == answers[1]
        if answers[0] is None:
            self.live.append(attempt.intent)

    @precondition(lambda self: self.live)
    @rule(
        process=st.integers(0, PROCESSES - 1),
        chosen=st.integers(0, 999),
        state=st.sampled_from(sorted(S)),
        share=st.none() | st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]),
    )
    def note(self, process: int, chosen: int, state: AttemptState, share: Decimal | None) -> None:
        """Let an attempt go on, and be charged for at most what was reserved."""
        intent = self.live[chosen % len(self.live)]
        old = self.fake.pages.written[intent]
        if state not in NEXT[old.state]:
            return
        actual = None if share is None or old.reserved is None else old.reserved * share
        change = Change(state=state, actual=actual and round(actual, 3))

        real = self.books[process].note(intent, change, date=NOON)
        fake = self.runner.run(self.fake.note(intent, change))

        assert (real.state, real.actual, real.job) == (fake.state, fake.actual, fake.job)
        if state not in LIVE:
            self.live.remove(intent)

    @invariant()
    def no_limit_is_passed(self) -> None:
        rows = self.books[0].ask(list_attempts)
        costs = {
            row.intent: row.reserved if row.actual is None else row.actual
            for row in rows
            if row.may_have_cost
        }
        spent = [(row.run, costs.get(row.intent) or Decimal(0)) for row in rows]

        assert sum((cost for _, cost in spent), Decimal(0)) <= DAY_LIMIT
        for run, limit in RUN_LIMITS.items():
            assert sum((cost for name, cost in spent if name == run), Decimal(0)) <= limit

    @invariant()
    def a_key_has_one_live_attempt(self) -> None:
        keys = [row.key for row in self.books[1].ask(list_attempts) if row.is_live]

        assert len(keys) == len(set(keys))

    def teardown(self) -> None:
        for book in self.books:
            book.close()
        self.runner.close()
        self.folder.cleanup()


SpendingUnderLimits.TestCase.settings = settings(max_examples=15, stateful_step_count=25)
TestSpendingUnderLimits = SpendingUnderLimits.TestCase
