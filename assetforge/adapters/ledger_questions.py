"""What can be asked of a ledger; none of it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_row import attempt_of
from assetforge.adapters.ledger_schema import COLUMNS, IS_LIVE, IS_REPLACING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt

MOST_DURATIONS: Final = 50
_ROWS: Final = f"SELECT {', '.join(COLUMNS)} FROM attempts "  # noqa: S608 - names of our own
_OPEN: Final = f"""WHERE rowid IN (
  SELECT rowid FROM attempts INDEXED BY one_live WHERE {IS_LIVE}
  UNION ALL SELECT rowid FROM attempts INDEXED BY replacing WHERE {IS_REPLACING})"""  # noqa: S608 - conditions of our own
_OPEN_OF: Final = f"""WHERE rowid IN (
  SELECT rowid FROM attempts INDEXED BY one_live WHERE key = ?1 AND {IS_LIVE}
  UNION ALL SELECT rowid FROM attempts INDEXED BY replacing WHERE key = ?1 AND {IS_REPLACING})"""  # noqa: S608 - the same


def find_live(connection: sqlite3.Connection, key: Digest) -> Attempt | None:
    """Find the live attempt for a key."""
    return _first(_select(connection, f"WHERE key = ? AND {IS_LIVE}", key))


def list_open(connection: sqlite3.Connection) -> tuple[Attempt, ...]:
    """List the attempts that a plan may have to know of, oldest first.

    They are the live ones, and those that brought a result for the place of another one.
    """
    return _select(connection, f"{_OPEN} ORDER BY intended_at, rowid")


def list_open_of(connection: sqlite3.Connection, key: Digest) -> tuple[Attempt, ...]:
    """List the attempts for one key that a plan may have to know of, oldest first."""
    return _select(connection, f"{_OPEN_OF} ORDER BY intended_at, rowid", key)


def find_attempt(connection: sqlite3.Connection, intent: str) -> Attempt | None:
    """Find an attempt by the whole of its name."""
    return _first(_select(connection, "WHERE intent = ?", intent))


def list_attempts(
    connection: sqlite3.Connection, *, is_live: bool = False, provider: str | None = None
) -> tuple[Attempt, ...]:
    """List attempts, oldest first: all, the live ones, those of one provider."""
    conditions = [*([IS_LIVE] if is_live else []), *(["provider = ?"] if provider else [])]
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    values = [provider] if provider else []
    return _select(connection, f"{where}ORDER BY intended_at, rowid", *values)


def list_jobs(connection: sqlite3.Connection, provider: str, account: str) -> frozenset[str]:
    """List the job ids of an account's attempts."""
    found = connection.execute(
        "SELECT job FROM attempts WHERE provider = ? AND account = ? AND job IS NOT NULL",
        (provider, account),
    )
    return frozenset(str(job) for (job,) in found)


def newest_echo(
    connection: sqlite3.Connection, provider: str, route: str, account: str | None = None
) -> bool | None:
    """Say whether the newest job of a route, of an account or any, showed our token."""
    found = connection.execute(
        "SELECT echoes FROM attempts WHERE provider = ? AND route = ? "
        "AND account = COALESCE(?, account) AND echoes IS NOT NULL "
        "ORDER BY intended_at DESC, rowid DESC LIMIT 1",
        (provider, route, account),
    ).fetchone()
    return None if found is None else bool(found[0])


def last_durations(
    connection: sqlite3.Connection,
    provider: str,
    model: str | None,
    kind: str,
    account: str | None = None,
) -> Sequence[float]:
    """List how many seconds the last jobs of a model took, of an account or any, newest first."""
    found = connection.execute(
        "SELECT seconds FROM attempts WHERE provider = ? AND model IS ? AND kind = ? "
        "AND account = COALESCE(?, account) AND seconds IS NOT NULL "
        "ORDER BY intended_at DESC, rowid DESC LIMIT ?",
        (provider, model, kind, account, MOST_DURATIONS),
    )
    return tuple(float(seconds) for (seconds,) in found)


def _select(connection: sqlite3.Connection, condition: str, *values: object) -> tuple[Attempt, ...]:
    found = connection.execute(_ROWS + condition, values).fetchall()
    return tuple(attempt_of(dict(zip(COLUMNS, row, strict=True))) for row in found)


def _first(found: Sequence[Attempt]) -> Attempt | None:
    return found[0] if found else None
