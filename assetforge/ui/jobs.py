"""The ledger of paid attempts, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE, plain
from assetforge.core.text import one_line, shorten
from assetforge.execution.attempt import AttemptState
from assetforge.report.jobs import cost_of, totals
from assetforge.ui.columns import table
from assetforge.ui.quantity import HOUR, counted, price, rough_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.execution.attempt import Attempt
    from assetforge.report.jobs import Jobs, Resolved, Total
    from assetforge.ui.style import Style

DAY: Final = 24 * HOUR
STATES: Final[Mapping[AttemptState, str]] = {
    AttemptState.INTENT: "begun, answer not recorded",
    AttemptState.UNKNOWN: "answer lost",
    AttemptState.SUBMITTED: "running",
    AttemptState.READY: "ready to fetch",
    AttemptState.STORED: "done",
    AttemptState.FAILED: "failed",
    AttemptState.VOID: "not charged",
    AttemptState.ABANDONED: "given up",
}
_UNCLEAR: Final = frozenset({AttemptState.INTENT, AttemptState.UNKNOWN})
_HEAD: Final = ("INTENT", "ASSET", "PROVIDER", "STATE", "CREDITS", "AGE", "NEXT", "JOB")


def show_jobs(jobs: Jobs, *, style: Style, width: int) -> str:
    """Write a line for each attempt, what they cost at each provider, and what can be done."""
    lines = [*_rows(jobs, style, width), *_totals(jobs, style), *_hints(jobs, style)]
    return "\n".join(lines) + "\n"


def attempt_row(attempt: Attempt, jobs: Jobs) -> tuple[str, ...]:
    """Write an attempt as the cells of a row; those of one table belong to the same jobs."""
    maker = attempt.provider if attempt.model is None else f"{attempt.provider}/{attempt.model}"
    return (
        jobs.names[attempt.intent],
        one_line(attempt.address),
        one_line(maker),
        STATES[attempt.state],
        _credits(attempt),
        age(jobs.now - attempt.intended_at),
        "jobs resume, free" if attempt.intent in jobs.unasked else _next(attempt),
        one_line(attempt.job or "-"),  # last, since it is long and may be cut off
    )


def show_resolved(resolved: Resolved) -> str:
    """Write what was decided, what it may have cost, and what follows from it."""
    before, after = resolved.before, resolved.after
    what = f"`{one_line(after.address)}` at {one_line(after.provider)} (intent {after.intent})"
    if resolved.verdict == "job":
        return (
            f"Job {one_line(after.job or '-')} is noted for {what}.\n"
            "The next `assetforge build` takes it up free of charge.\n"
        )
    follows = (
        "The next `assetforge build` plans it anew and asks before it pays again."
        if resolved.verdict == "retry"
        else "Take it out of the manifest as well, or the next build plans it anew."
    )
    job = "" if before.job is None else f" Its job {one_line(before.job)} may go on there."
    return f"Given up: {what}.\n{_at_risk(after)}{job}\n{follows}\n"


def _rows(jobs: Jobs, style: Style, width: int) -> Iterator[str]:
    if not jobs.attempts:
        yield "Nothing was bought yet." if jobs.is_all else "Nothing is under way."
        return
    rows = [_HEAD, *(attempt_row(attempt, jobs) for attempt in jobs.attempts)]
    head, *rest = table(rows)
    yield style.muted(shorten(head, width))
    yield from (shorten(line, width) for line in rest)


def _credits(attempt: Attempt) -> str:
    if not attempt.may_have_cost:
        return "none"
    if attempt.actual is not None:
        return f"{plain(attempt.actual)} charged"
    if attempt.reserved is None:
        return "unknown"
    return f"up to {plain(attempt.reserved)}"


def _next(attempt: Attempt) -> str:
    if not attempt.is_live:
        return "-"
    return "look for it" if attempt.state in _UNCLEAR else "build again, free"


def _totals(jobs: Jobs, style: Style) -> Iterator[str]:
    for provider, total in totals(jobs.attempts).items():
        yield style.strong(f"{one_line(provider)}: {_total(total)}")


def _total(total: Total) -> str:
    stake = f"{total.live} under way or unclear, {price(total.at_stake)}" if total.live else ""
    spent = f"spent on what has ended: {price(total.spent)}" if total.spent != FREE else ""
    return "; ".join(part for part in (stake, spent) if part) or "nothing spent"


def _hints(jobs: Jobs, style: Style) -> Iterator[str]:
    if jobs.rescued:
        changes = counted(jobs.rescued, "change")
        yield f"{changes} that a run could not write came back into the ledger."
    for path in jobs.unclear:
        yield style.warning(f"What {one_line(path)} says does not fit the ledger; it was left.")
    if any(attempt.state in _UNCLEAR for attempt in jobs.attempts):
        yield "Where an answer was lost, `assetforge build` asks the provider for the job, free."
        yield "If it finds none: `assetforge jobs resolve INTENT --retry`, `--drop` or `--job ID`."


def _at_risk(attempt: Attempt) -> str:
    cost = cost_of(attempt)
    provider = one_line(attempt.provider)
    if attempt.actual is not None:
        return f"{plain(attempt.actual)} {provider} credits were charged for it."
    if cost.high is None:
        return f"An unknown number of {provider} credits may have been charged for it."
    return f"Up to {plain(cost.high)} {provider} credits may have been charged for it; they count."


def age(seconds: float) -> str:
    """Write how long ago something was: `5 min`, `3 h`, `12 days`."""
    if seconds < 2 * DAY:
        return rough_duration(max(seconds, 0))
    return counted(int(seconds // DAY), "day")
