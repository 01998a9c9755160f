"""What became of a build, for people and programs: public, frozen, and free of any machinery.

Report ── results ──▶ Result ── ending, file, charge      one for each asset that was reached
  │                      └───── failure                   what, cost, what to run next
  ├───── planned, spent   credits by provider: what the plan allowed, what was charged
  └───── left             assets that were never started
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.exits import Exit
    from assetforge.core.media import Blob
    from assetforge.execution.model import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What happened, what it cost and what to run next."""

    what: str
    cost: str
    next_step: str
    exit: Exit


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one asset ended."""

    address: str
    provider: str
    ending: Ending
    output: str  # the path where its file is, or would be
    seconds: float
    file: Blob | None = None  # what the output should hold; None: there is no result
    is_edited: bool = False  # the output was edited by hand and left as it is
    because: str = ""  # of a skipped or blocked one: the input that is to blame
    failure: Failure | None = None
    remarks: tuple[str, ...] = ()  # what a person should know of the result
    is_short: bool = False  # so much less than asked that it counts as a failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one provider charged in this build."""

    amount: Decimal  # the sum of what it said
    unsaid: tuple[str, ...] = ()  # addresses of paid results whose charge it did not say
    unsaid_cost: Credits = FREE  # what those were estimated to cost
    missing: tuple[str, ...] = ()  # addresses whose order was or may be paid and brought nothing
    missing_cost: Credits = FREE  # what those cost, as far as it is known

    @property
    def is_exact(self) -> bool:
        """Say whether the provider said what each order cost."""
        return not self.unsaid and self.missing_cost.low == self.missing_cost.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a build is remembered by."""

    results: tuple[Result, ...]  # in the order of the plan
    planned: Mapping[str, Credits]  # by provider; never added together
    spent: Mapping[str, Spent]  # by provider; holds only those that were paid
    left: tuple[str, ...]
    seconds: float
    exit: Exit
    lock_failure: Failure | None = None  # the lock could not be written
    other_failures: tuple[Failure, ...] = ()  # beside assets and lock, as of the ledger

    def of(self, ending: Ending) -> tuple[Result, ...]:
        """List the results of one ending."""
        return tuple(result for result in self.results if result.ending == ending)

    @property
    def remarked(self) -> tuple[Result, ...]:
        """List the results that are not quite as asked."""
        return tuple(result for result in self.results if result.remarks)

    @property
    def edited(self) -> tuple[Result, ...]:
        """List the assets whose output was edited by hand and left as it is."""
        return tuple(result for result in self.results if result.is_edited)
