"""The ledger of paid attempts, as programs read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assetforge.report.jobs import totals
from assetforge.ui.machine import credits_value, document, number

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.values import Json, Table
    from assetforge.execution.attempt import Attempt
    from assetforge.report.jobs import Jobs, Resolved


def jobs_document(jobs: Jobs) -> Table:
    """Write attempts, and what they cost at each provider."""
    sums: dict[str, Json] = {
        provider: {
            "live": total.live,
            "at_stake": credits_value(total.at_stake),
            "spent": credits_value(total.spent),
        }
        for provider, total in totals(jobs.attempts).items()
    }
    return document(
        "jobs",
        {
            "place": jobs.place, "jobs": [attempt_value(each) for each in jobs.attempts],
            "totals": sums, "rescued": jobs.rescued, "unclear": jobs.unclear,
        },
    )  # fmt: skip


def resolved_document(resolved: Resolved) -> Table:
    """Write what was decided of an attempt."""
    return document(
        "jobs",
        {
            "decision": resolved.verdict, "was": resolved.before.state.value,
            "jobs": [attempt_value(resolved.after)],
        },
    )  # fmt: skip


def attempt_value(attempt: Attempt) -> Json:
    """Write an attempt; what was sent, and the URL of a result, stay with the ledger."""
    return {
        "intent": attempt.intent, "key": attempt.key, "project": attempt.project,
        "asset": attempt.address, "run": attempt.run, "provider": attempt.provider,
        "account": attempt.account, "kind": attempt.kind, "model": attempt.model,
        "route": attempt.route, "state": attempt.state.value, "live": attempt.is_live,
        "job": attempt.job, "status": attempt.status, "reason": attempt.reason,
        "credits": {
            "reserved": _amount(attempt.reserved), "charged": _amount(attempt.actual),
            "counts": attempt.may_have_cost,
        },
        "digest": attempt.digest, "intended": moment(attempt.intended_at),
        "submitted": _moment(attempt.submitted_at), "ended": _moment(attempt.ended_at),
    }  # fmt: skip


def moment(seconds: float) -> str:
    """Write a date, given in seconds since 1970, as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else moment(seconds)


def _amount(amount: Decimal | None) -> int | float | None:
    return None if amount is None else number(amount)
