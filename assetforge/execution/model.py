"""What became of a plan: one outcome for each step, and the lock that records them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from assetforge.core.exits import Exit, gravest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.errors import AssetforgeError
    from assetforge.lock.model import Entry, Lock
    from assetforge.plan.model import Step

Ending: TypeAlias = Literal["kept", "restored", "made", "derived", "failed", "skipped", "blocked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one step ended."""

    step: Step  # as it was carried out: its key is known unless it failed before
    ending: Ending
    entry: Entry | None = None  # what the lock says of it now
    error: AssetforgeError | None = None
    because: str = ""  # of a skipped one: the input that is missing
    seconds: float = 0
    remarks: tuple[str, ...] = ()  # what a person should know of the result; may hold foreign text
    is_short: bool = False  # the result is so much less than asked that it is no success

    @property
    def is_good(self) -> bool:
        """Whether the asset is there, so that others can be made from it."""
        return self.entry is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """Everything that became of a plan."""

    outcomes: Mapping[str, Outcome]
    left: tuple[str, ...]  # addresses that were never started, because the build was stopped
    lock: Lock
    seconds: float
    lock_error: AssetforgeError | None = None  # the lock could not be written
    faults: tuple[AssetforgeError, ...] = ()  # what went wrong beside the steps

    def count(self, ending: Ending) -> int:
        """Count the outcomes of one ending."""
        return sum(outcome.ending == ending for outcome in self.outcomes.values())

    @property
    def exit(self) -> Exit:
        """The exit code that tells most about what failed."""
        codes = {outcome.error.exit for outcome in self.outcomes.values() if outcome.error}
        if self.count("blocked"):
            codes.add(Exit.UNAVAILABLE)
        if self.lock_error is not None:
            codes.add(self.lock_error.exit)
        codes |= {fault.exit for fault in self.faults}
        if self.left or any(outcome.is_short for outcome in self.outcomes.values()):
            codes.add(Exit.FAILED)
        return gravest(codes)
