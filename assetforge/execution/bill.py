"""The bill: what an attempt cost or may cost, in words, and what to do where something failed.

Every failure says what happened, what it cost and what to run next. What happened is said by who
meets it; this adds the other two, since only the attempt knows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import UNKNOWN, Credits, plain
from assetforge.core.errors import (
    NOTHING_SPENT,
    DamagedError,
    MakingError,
    StaleError,
    StorageError,
    UnavailableError,
    UndecidedError,
)
from assetforge.execution.attempt import AttemptState
from assetforge.execution.polling_watch import MissingJobError

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.attempt import Attempt

NOT_CHARGED: Final = "Nothing was charged."
_AGAIN: Final = "Run `assetforge build` again to take it up at no charge"
DEARER: Final = 1.1  # times the estimate: from here on a person is told
ELSEWHERE: Final = (
    "it was ordered with another key, organization or base URL than those that are set now"
)
_PAID: Final = frozenset({AttemptState.SUBMITTED, AttemptState.READY})


def price(attempt: Attempt) -> str:
    """Say what an attempt costs: what was charged, else what was reserved for it."""
    if attempt.actual is not None:
        return f"{plain(attempt.actual)} {attempt.provider} credits"
    if attempt.reserved is None:
        return f"an unknown number of {attempt.provider} credits"
    return f"up to {plain(attempt.reserved)} {attempt.provider} credits"


def stake(attempt: Attempt | None, run: str) -> Credits | None:
    """Say what an order cost or may cost that this run placed; None where it placed none."""
    if attempt is None or attempt.run != run or not attempt.may_have_cost:
        return None
    if attempt.actual is not None:
        return Credits.exactly(attempt.actual)
    return UNKNOWN if attempt.reserved is None else Credits.between(0, attempt.reserved)


def name_of(attempt: Attempt) -> str:
    """Name the work at the service: by its job, else by our own name for the attempt."""
    return f"job {attempt.job}" if attempt.job else f"attempt {attempt.intent}"


def explain(error: AssetforgeError, attempt: Attempt | None, account: str | None = None) -> None:
    """Have an error say what was paid and how it goes on, where it comes after the payment.

    `account` is what the service is used with now.
    """
    if attempt is None or not attempt.is_live or isinstance(error, UndecidedError):
        return
    if attempt.state not in _PAID:
        error.cost = f"At risk: {price(attempt)}; {name_of(attempt)} is saved."
        error.next_step = "Run `assetforge build` again: it is looked for first, at no charge."
        return
    error.cost = f"Paid: {price(attempt)}; {name_of(attempt)} is saved."
    if isinstance(error, StorageError):
        error.next_step = f"{error.next_step} It is taken up at no charge."
        return
    error.next_step = f"{_AGAIN}."
    if isinstance(error, DamagedError | MakingError | MissingJobError):
        error.next_step = _give_up(attempt)
    if isinstance(error, MissingJobError) and account not in {None, attempt.account}:
        error.what += f"; {ELSEWHERE}"
        error.next_step = f"Set those that it was ordered with, then: {error.next_step}"


def _give_up(attempt: Attempt) -> str:
    """Say what to do where a result is no good: a job may bring it yet, an answer will not."""
    order = f"`assetforge jobs resolve {attempt.intent} --retry`"
    if attempt.job is None:
        return f"{order} gives it up: the next build then orders anew, and pays again."
    return (
        f"{_AGAIN}. If it stays like this, {order} gives it up: the next build then orders anew, "
        "and pays again."
    )


def undecided(attempt: Attempt, why: str, *, has_jobs: bool = True) -> UndecidedError:
    """Make the error for an order of which nobody can tell whether it was charged.

    `has_jobs` is whether the service has jobs that a person could look for.
    """
    intent, name = attempt.intent, attempt.provider
    resolve = f"`assetforge jobs resolve {intent}"
    next_step = (
        f"Look at {name} whether it is there, then run {resolve} --job ID` to take it up, or "
        "`--retry` or `--drop` to give it up."
    )
    if not has_jobs:
        next_step = (
            f"{name} keeps no list to look at. Run {resolve} --retry` and the next build orders it "
            "anew, and may pay twice; or `--drop`, and leave the asset out."
        )
    return UndecidedError(
        f"whether {name} accepted the order of `{attempt.address}` is not known: {why}",
        cost=f"At risk: {price(attempt)}, attempt {intent}. It is not ordered again by itself.",
        next_step=next_step,
    )


def failed(attempt: Attempt, why: str) -> MakingError:
    """Make the error for a job that the service accepted and did not finish."""
    return MakingError(
        f"{attempt.provider} did not make `{attempt.address}`: {why}",
        cost=f"It counts as charged: {price(attempt)}, {name_of(attempt)}.",
        next_step="Change what it asks for. `assetforge build` orders it anew, and pays again.",
    )


def absent(attempt: Attempt) -> UnavailableError:
    """Make the error for an order of this run that is proved never to have been accepted."""
    return UnavailableError(
        f"{attempt.provider} never got the order of `{attempt.address}`: its answer was lost, and "
        "its list does not show it",
        cost=NOT_CHARGED,
        next_step="Run `assetforge build` again: it orders it then. It is not sent twice in a run.",
    )


def left(attempt: Attempt | None, address: str) -> UnavailableError:
    """Make the error for work that is no longer waited for."""
    if attempt is None or not attempt.may_have_cost:
        return UnavailableError(
            f"`{address}` was not ordered: the build is being stopped", cost=NOTHING_SPENT,
            next_step="Run `assetforge build` again: it goes on where this one stopped.",
        )  # fmt: skip
    is_paid = attempt.state in _PAID
    what = "still runs at" if is_paid else "is not known to be accepted or refused by"
    cost = "Paid" if is_paid else "At risk"
    return UnavailableError(
        f"`{address}` {what} {attempt.provider}; the build does not wait for it",
        cost=f"{cost}: {price(attempt)}; {name_of(attempt)} is saved.",
        next_step=f"{_AGAIN}.",
    )


def not_fetched(provider: str, address: str) -> UnavailableError:
    """Make the error for lost bytes that are no longer waited for."""
    return UnavailableError(
        f"the lost bytes of `{address}` were not fetched from {provider}: the build is being "
        "stopped",
        cost=NOTHING_SPENT,
        next_step="Run `assetforge build` again: it fetches them, at no charge.",
    )


def not_agreed(provider: str, address: str) -> StaleError:
    """Make the error for an order that the plan counted on, and that is not there any more."""
    return StaleError(
        f"the order of `{address}` at {provider} ended since the plan was made, without a result",
        next_step="Run the same command again: it plans, and asks, with what is known now.",
    )


def price_remark(provider: str, estimated: Credits | None, charged: Decimal | None) -> str:
    """Say that something was clearly dearer than estimated; empty where it was not."""
    if estimated is None or estimated.high is None or charged is None:
        return ""
    if float(charged) < float(estimated.high) * DEARER or charged == estimated.high:
        return ""
    return f"it cost {plain(charged)} {provider} credits; estimated were {estimated}"
