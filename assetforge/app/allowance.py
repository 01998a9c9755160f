"""What an agreement still allows: its upper end, less what was bought for it since it was begun.

    plan --out, --approved ─▶ begun ─▶ an order fails and is charged ─▶ once more: too little left

A service may charge for a job that fails, and a lock may be put back. Neither makes the amount
larger that somebody agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_plans import (
    begin_plan,
    brought_since,
    credits_used,
    find_plan,
    finish_plan,
)
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places
from assetforge.core.credits import FREE, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.adapters.ledger_plans import BegunPlan
    from assetforge.core.credits import Credits
    from assetforge.plan.model import Plan, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What somebody agreed to, by the name that the ledger knows it under."""

    name: str
    project: str  # its mark, see `project_mark`
    steps: tuple[Step, ...]  # that may be paid for

    def begun(self) -> BegunPlan | None:
        """Tell when a build of this user began to spend of it; None: none ever did.

        Raises:
            DamagedError, StorageError: the ledger does not answer, which is not "never".
        """
        return read_ledger(money_places().ledger, lambda ledger: find_plan(ledger, self.name))

    def begin(self) -> None:
        """Note that a build spends of it from here on; raises as `begun`."""
        now = seconds_since_1970()
        with open_book(money_places().ledger) as book:
            book.change(lambda ledger: begin_plan(ledger, self.name, self.project, now))

    def finish(self) -> None:
        """Note that it is used up; raises as `begun`."""
        now = seconds_since_1970()
        with open_book(money_places().ledger) as book:
            book.change(lambda ledger: finish_plan(ledger, self.name, now))

    def brought(self) -> frozenset[str]:
        """List the assets that were bought and that no lock may name yet; raises as `begun`."""
        begun = self.begun()
        if begun is None:
            return frozenset()

        def question(ledger: sqlite3.Connection) -> frozenset[str]:
            return brought_since(ledger, self.project, begun.attempts_before)

        return read_ledger(money_places().ledger, question)

    def shortages(self, needed: Plan) -> tuple[str, ...]:
        """Say where a plan costs more than is left of it; raises as `begun`."""
        used = self._used()
        return tuple(
            text
            for provider, cost in needed.costs().items()
            if provider in used and (text := self._shortage(provider, cost, used[provider]))
        )

    def _shortage(self, provider: str, needed: Credits, used: Decimal | None) -> str:
        costs = (step.cost for step in self.steps if step.ask.provider == provider)
        agreed = sum(costs, FREE).high
        if agreed is None or needed.high is None:
            return ""  # no upper end: whoever agreed saw that, and whoever builds is asked anew
        if used is None:
            return f"nobody knows how much of its {plain(agreed)} {provider} credits was spent"
        if used + needed.high <= agreed:
            return ""
        return (
            f"{plain(used)} of its {plain(agreed)} {provider} credits were spent already, "
            f"and {plain(needed.high)} more are needed"
        )

    def _used(self) -> Mapping[str, Decimal | None]:
        begun = self.begun()
        if begun is None:
            return {}
        addresses = frozenset(step.address for step in self.steps)

        def question(ledger: sqlite3.Connection) -> Mapping[str, Decimal | None]:
            return credits_used(ledger, self.project, addresses, begun.attempts_before)

        return read_ledger(money_places().ledger, question)
