"""Budgets, checked where they are kept: inside the transaction that writes the next attempt.

What counts is the charge where the provider said it, else the reservation, of every attempt that
is not proved free of charge. An amount that nobody knows makes a sum unknown, and no limit has room
for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_row import thousandths, whole_credits
from assetforge.core.credits import plain
from assetforge.core.errors import RefusedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from assetforge.execution.attempt import Attempt, Budget

DAY: Final = 86_400  # seconds; a day begins at midnight UTC, so that it is the same everywhere
_SUM: Final = """
SELECT COALESCE(SUM(COALESCE(actual, reserved)), 0),
       COALESCE(SUM(actual IS NULL AND reserved IS NULL), 0)
  FROM attempts WHERE state <> 'void' AND provider = ? AND """
_OF_RUN: Final = _SUM + "run = ?"
_OF_DAY: Final = _SUM + "intended_at >= ?"  # by whatever key: another one is no new purse


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit of a budget, and what of it is used up already. All in thousandths."""

    name: str  # what it is a limit for
    most: int
    used: int
    unknown: int  # attempts whose credits nobody knows
    way_out: str


def refuse_excess(connection: sqlite3.Connection, attempt: Attempt, budget: Budget) -> None:
    """Let an attempt pass that every limit has room for; its transaction has begun.

    Raises:
        RefusedError: a limit would be passed, or nobody can say that it would not.
    """
    wanted = thousandths(attempt.reserved)
    for limit in _limits(connection, attempt, budget):
        if wanted is None:
            raise _unknown_price(attempt, limit)
        if limit.unknown:
            raise _unknown_past(attempt, limit)
        if limit.used + wanted > limit.most:
            raise _excess(attempt, limit, wanted)


def start_of_day(date: float) -> float:
    """Name the midnight UTC before a date; both in seconds since 1970."""
    return date // DAY * DAY


def _limits(connection: sqlite3.Connection, attempt: Attempt, budget: Budget) -> Iterator[Limit]:
    if budget.asset is not None:
        yield Limit(
            name="one asset", most=_at_most(budget.asset), used=0, unknown=0,
            way_out="Choose a cheaper model or size, or raise `asset_limit` in your configuration.",
        )  # fmt: skip
    if budget.run is not None:
        used, unknown = _sums(connection, _OF_RUN, attempt.provider, attempt.run)
        yield Limit(
            name="this run", most=_at_most(budget.run), used=used, unknown=unknown,
            way_out="Run `assetforge build` again to agree to what is left now, with a higher "
            "`--max-credits` where you gave one.",
        )  # fmt: skip
    if budget.day is not None:
        since = start_of_day(attempt.intended_at)
        used, unknown = _sums(connection, _OF_DAY, attempt.provider, since)
        yield Limit(
            name="a day, over all projects", most=_at_most(budget.day), used=used, unknown=unknown,
            way_out="Go on after midnight UTC, or raise `daily_limit` in your configuration.",
        )  # fmt: skip


def _sums(connection: sqlite3.Connection, question: str, *values: object) -> tuple[int, int]:
    row: tuple[int, int] = connection.execute(question, values).fetchone()
    return int(row[0]), int(row[1])


def _at_most(limit: Decimal) -> int:
    """Write a limit in thousandths, rounded down."""
    return int((limit * 1000).to_integral_value(ROUND_FLOOR))


def _excess(attempt: Attempt, limit: Limit, wanted: int) -> RefusedError:
    most, used, more = (plain(whole_credits(part)) for part in (limit.most, limit.used, wanted))
    return RefusedError(
        f"`{attempt.address}` needs {more} {attempt.provider} credits, which would pass the limit "
        f"of {most} for {limit.name}: {used} are spent or reserved",
        cost="Nothing was sent for it.",
        next_step=limit.way_out,
    )


def _unknown_price(attempt: Attempt, limit: Limit) -> RefusedError:
    most = plain(whole_credits(limit.most))
    return RefusedError(
        f"the price of `{attempt.address}` at {attempt.provider} is unknown, and there is a limit "
        f"of {most} credits for {limit.name}",
        cost="Nothing was sent for it.",
        next_step="Name its price in your configuration, or build it without a limit.",
    )


def _unknown_past(attempt: Attempt, limit: Limit) -> RefusedError:
    most = plain(whole_credits(limit.most))
    noun = "attempt has" if limit.unknown == 1 else "attempts have"
    return RefusedError(
        f"nobody can say how much is left of the limit of {most} {attempt.provider} credits for "
        f"{limit.name}: {limit.unknown} earlier {noun} an unknown price",
        cost=f"Nothing was sent for `{attempt.address}`.",
        next_step=f"See what they are with `assetforge jobs --all`. {limit.way_out}",
    )
