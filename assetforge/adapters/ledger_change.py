"""What becomes of an attempt: a change put on it, by the rules of `execution/attempt.py`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from assetforge.adapters.ledger_row import is_payable
from assetforge.execution.attempt import LIVE, NEXT, AttemptState

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.execution.attempt import Attempt, Change

T = TypeVar("T")


def may_become(old: AttemptState, new: AttemptState) -> bool:
    """Say whether a state may follow another; it may also stay, while more is learnt."""
    return new is old or new in NEXT[old]


def changed(attempt: Attempt, change: Change, *, date: float) -> Attempt:
    """Put a change on an attempt; `date` is now, in seconds since 1970.

    A URL of a result is forgotten once the attempt has ended: it may hold a signature.

    Raises:
        ValueError: no attempt of this state can become that.
    """
    if not may_become(attempt.state, change.state):
        message = f"an attempt that is {attempt.state} cannot become {change.state}"
        raise ValueError(message)
    is_over = change.state not in LIVE
    result_url = _newer(change.result_url, attempt.result_url)
    return replace(
        attempt,
        state=change.state,
        route=_newer(change.route, attempt.route),
        job=_newer(change.job, attempt.job),
        status=_newer(change.status, attempt.status),
        reason=_newer(change.reason, attempt.reason),
        result_url=None if is_over else result_url,
        actual=_newer(_said(change.actual), attempt.actual),
        echoes=_newer(change.echoes, attempt.echoes),
        digest=_newer(change.digest, attempt.digest),
        submitted_at=_submitted_at(attempt, change, date),
        ended_at=attempt.ended_at or (date if is_over else None),
    )


def _newer(new: T | None, old: T) -> T:
    return old if new is None else new


def _said(actual: Decimal | None) -> Decimal | None:
    """Let only a real amount count: a provider's nonsense would lift or block a budget."""
    return actual if actual is not None and is_payable(actual) else None


def _submitted_at(attempt: Attempt, change: Change, date: float) -> float | None:
    is_accepted = change.state in {AttemptState.SUBMITTED, AttemptState.READY, AttemptState.STORED}
    return attempt.submitted_at or (date if is_accepted else None)
