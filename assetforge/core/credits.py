"""Credits: what something costs, as a range, or unknown. Unknown is never zero.

Credits of two providers are different units: a `Credits` belongs to one provider, and sums are
kept per provider by whoever adds them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """A cost from `low` to `high` credits. `high` is None when the price is not known."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def exactly(cls, amount: Decimal | int) -> Credits:
        """Make a cost that is known to the credit."""
        return cls(low=Decimal(amount), high=Decimal(amount))

    @classmethod
    def between(cls, low: Decimal | int, high: Decimal | int) -> Credits:
        """Make a cost that is known as a range."""
        return cls(low=Decimal(low), high=Decimal(high))

    @property
    def is_known(self) -> bool:
        """Say whether the upper end is known, so that a budget can be checked against it."""
        return self.high is not None

    @property
    def is_free(self) -> bool:
        """Say whether it is known to cost nothing."""
        return self.high == 0

    def __add__(self, other: Credits) -> Credits:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Credits(low=self.low + other.low, high=high)

    def times(self, low: Decimal | int, high: Decimal | int | None = None) -> Credits:
        """Multiply both ends; one factor serves for both where only one is given."""
        factor = low if high is None else high
        return Credits(low=self.low * low, high=None if self.high is None else self.high * factor)

    def or_free(self) -> Credits:
        """Widen the range down to nothing: what a step costs if it may turn out unneeded."""
        return Credits(low=Decimal(0), high=self.high)

    def __str__(self) -> str:
        if self.high is None:
            return "unknown" if self.low == 0 else f"{plain(self.low)} or more"
        if self.low == self.high:
            return plain(self.high)
        return f"{plain(self.low)} to {plain(self.high)}"


FREE = Credits.exactly(0)
UNKNOWN = Credits(low=Decimal(0), high=None)


def plain(amount: Decimal) -> str:
    """Write an amount with thousands separated and without an exponent or idle zeros."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
