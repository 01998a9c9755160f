"""Agreements in the ledger: which were begun, which are used up, and what was bought for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_row import whole_credits
from assetforge.execution.attempt import PLACED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Mapping

# An order that is still looked for is left out: it was not charged, or nothing is ordered anew.
_BOUGHT: Final = """
SELECT provider, address, COALESCE(actual, reserved) FROM attempts
 WHERE project = ? AND rowid > ? AND state NOT IN ('void', 'intent', 'unknown')"""
_UNTOLD: Final = """
SELECT DISTINCT provider, address FROM attempts
 WHERE project = ? AND rowid > ? AND state NOT IN ('void', 'intent', 'unknown')
   AND actual IS NULL"""
_BROUGHT: Final = """
SELECT DISTINCT address FROM attempts
 WHERE project = ? AND rowid > ? AND state = 'stored' AND reason <> ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunPlan:
    """A saved or approved plan that a build began; times are seconds since 1970."""

    attempts_before: int  # the last row of `attempts` by then: services' clocks differ from ours
    done_at: float | None  # None: something of it may still be to do


def find_plan(connection: sqlite3.Connection, nonce: str) -> BegunPlan | None:
    """Find a plan by its name; None: no build of this user ever began it."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'plans'").fetchone() is None:
        return None  # an earlier version wrote this ledger, and nobody wrote to it since
    found = connection.execute(
        "SELECT attempts_before, done_at FROM plans WHERE nonce = ?", (nonce,)
    ).fetchone()
    if found is None:
        return None
    return BegunPlan(attempts_before=found[0], done_at=found[1])


def begin_plan(connection: sqlite3.Connection, nonce: str, project: str, date: float) -> None:
    """Note that a build begins; once more is no harm."""
    connection.execute(
        "INSERT OR IGNORE INTO plans (nonce, project, begun_at, attempts_before) "
        "VALUES (?, ?, ?, (SELECT COALESCE(MAX(rowid), 0) FROM attempts))",
        (nonce, project, date),
    )


def finish_plan(connection: sqlite3.Connection, nonce: str, date: float) -> None:
    """Note that all was done which the plan says."""
    connection.execute("UPDATE plans SET done_at = ? WHERE nonce = ?", (date, nonce))


def credits_used(
    connection: sqlite3.Connection, project: str, addresses: Container[str], after: int
) -> Mapping[tuple[str, str], Decimal | None]:
    """Add up by provider and asset of a project what was bought there after an attempt.

    None: an order has a price that nobody knows, which is not 0.
    """
    used: dict[tuple[str, str], Decimal | None] = {}
    for provider, address, amount in connection.execute(_BOUGHT, (project, after)):
        if address in addresses:
            before = used.get((provider, address), Decimal(0))
            used[provider, address] = (
                None if before is None or amount is None else before + whole_credits(amount)
            )
    return used


def untold_since(
    connection: sqlite3.Connection, project: str, after: int
) -> frozenset[tuple[str, str]]:
    """List by provider and asset of a project what was bought after an attempt at a price untold.

    That is: the service never said what it took, whatever was expected.
    """
    found = connection.execute(_UNTOLD, (project, after))
    return frozenset((str(provider), str(address)) for provider, address in found)


def brought_since(connection: sqlite3.Connection, project: str, after: int) -> frozenset[str]:
    """List the assets of a project that an order after an attempt brought a result for.

    Where a lock was seen to name a result that took another one's place, it is left out: the lock
    tells.
    """
    found = connection.execute(_BROUGHT, (project, after, PLACED))
    return frozenset(str(address) for (address,) in found)
