"""What an agreement still allows: each asset once, and no more than its upper end in all.

    plan --out, --approved ─▶ begun ─▶ an order fails and is charged ─▶ once more: refused

A service may charge for a job that fails, and a lock may be put back. Neither makes the amount
larger that somebody agreed to. What was bought counts for at least what was agreed for it: a price
of the user's own may be lower than what the service takes, and 0 where it takes something.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_plans import (
    begin_plan,
    brought_since,
    credits_used,
    find_plan,
    finish_plan,
    untold_since,
)
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places
from assetforge.core.credits import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from assetforge.adapters.ledger_plans import BegunPlan
    from assetforge.core.credits import Credits
    from assetforge.plan.model import Plan, Step

_Used: TypeAlias = "Mapping[tuple[str, str], Decimal | None]"  # by provider and asset
_Found = TypeVar("_Found")
_NOTHING: Final = Decimal(0)


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
        return self._since(
            lambda ledger, after: brought_since(ledger, self.project, after), frozenset[str]()
        )

    def shortages(self, needed: Plan) -> tuple[str, ...]:
        """Say what of a plan it does not allow any more; raises as `begun`."""
        used, untold = self._used(), self._untold()
        again = [
            step for step in needed.steps
            if step.may_be_charged and step.action != "blocked"
            and (used.get(_where(step), 0) != 0 or _where(step) in untold)
        ]  # fmt: skip
        if again:
            return tuple(_bought_before(step, used) for step in again)
        costs = needed.costs()
        texts = (self._shortage(provider, cost, used) for provider, cost in costs.items())
        return tuple(filter(None, texts))

    def _shortage(self, provider: str, needed: Credits, used: _Used) -> str:
        agreed = {
            step.address: step.cost.high or _NOTHING  # no upper end: none of it was agreed to
            for step in self.steps if step.ask.provider == provider
        }  # fmt: skip
        bought = {
            name: amount for (seller, name), amount in used.items()
            if seller == provider and amount != 0
        }  # fmt: skip
        if not bought or needed.high is None:  # what has no upper end is refused before this
            return ""
        most = sum(agreed.values(), _NOTHING)
        counted = [_most(amount, agreed.get(name, _NOTHING)) for name, amount in bought.items()]
        spent = sum((amount for amount in counted if amount is not None), _NOTHING)
        if None in counted:
            return f"nobody knows how much of its {plain(most)} {provider} credits was spent"
        if spent + needed.high <= most:
            return ""
        return (
            f"up to {plain(spent)} of its {plain(most)} {provider} credits were spent already, "
            f"and {plain(needed.high)} more are needed"
        )

    def _used(self) -> _Used:
        addresses = frozenset(step.address for step in self.steps)
        nothing: _Used = {}
        return self._since(
            lambda ledger, after: credits_used(ledger, self.project, addresses, after), nothing
        )

    def _untold(self) -> frozenset[tuple[str, str]]:
        return self._since(
            lambda ledger, after: untold_since(ledger, self.project, after),
            frozenset[tuple[str, str]](),
        )

    def _since(
        self, question: Callable[[sqlite3.Connection, int], _Found], nothing: _Found
    ) -> _Found:
        """Ask the ledger about what came after the first build began to spend of it."""
        begun = self.begun()
        if begun is None:
            return nothing
        return read_ledger(
            money_places().ledger, lambda ledger: question(ledger, begun.attempts_before)
        )


def _where(step: Step) -> tuple[str, str]:
    return step.ask.provider, step.address


def _most(amount: Decimal | None, agreed: Decimal) -> Decimal | None:
    return None if amount is None else max(amount, agreed)


def _bought_before(step: Step, used: _Used) -> str:
    amount = used.get(_where(step))
    # A 0 that was only expected, by a price of the user's own, says nothing of what was taken.
    price = plain(amount) if amount else "nobody knows how many"
    return (
        f"`{step.address}` was bought for it already, for {price} {step.ask.provider} credits, and "
        "would be bought once more"
    )
