"""Saved plans in the ledger: which were begun, and which are used up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunPlan:
    """A saved plan that a build began; times are seconds since 1970."""

    begun_at: float
    done_at: float | None  # None: something of it may still be to do


def find_plan(connection: sqlite3.Connection, nonce: str) -> BegunPlan | None:
    """Find a saved plan; None: no build of this user ever began it."""
    found = connection.execute(
        "SELECT begun_at, done_at FROM plans WHERE nonce = ?", (nonce,)
    ).fetchone()
    return None if found is None else BegunPlan(begun_at=found[0], done_at=found[1])


def begin_plan(connection: sqlite3.Connection, nonce: str, project: str, date: float) -> None:
    """Note that a build begins; once more is no harm."""
    connection.execute(
        "INSERT OR IGNORE INTO plans (nonce, project, begun_at) VALUES (?, ?, ?)",
        (nonce, project, date),
    )


def finish_plan(connection: sqlite3.Connection, nonce: str, date: float) -> None:
    """Note that all was done which the plan says."""
    connection.execute("UPDATE plans SET done_at = ? WHERE nonce = ?", (date, nonce))
