"""What a person decides of an attempt that nobody else can judge."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.rescue import rescue_folders
from assetforge.adapters.rescue_file import is_job_id
from assetforge.adapters.rescue_return import find_rescues, take_in
from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.jobs import state_of
from assetforge.app.jobs_answers import refuse_answered
from assetforge.app.money_places import money_places
from assetforge.core.errors import BusyError, UsageError
from assetforge.execution.attempt import NEXT, AttemptState, Change
from assetforge.report.jobs import SHORTEST, Resolved, short_names

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from assetforge.app.money_places import MoneyPlaces
    from assetforge.execution.attempt import Attempt
    from assetforge.report.jobs import Verdict

_UNCHANGED: Final = "Nothing was changed."
_MOST_NAMED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said."""

    verdict: Verdict
    job: str | None = None  # the id that the provider shows, for the verdict `job`


def resolve_attempt(name: str, decision: Decision, *, manifest: str | None) -> Resolved:
    """Settle the attempt whose intent begins with `name`.

    Raises:
        UsageError: there is no such attempt, it cannot be settled so, or its answer is here.
        BusyError: a build works on it right now, or its call is under way.
        DamagedError, StorageError: the ledger does not answer.
    """
    places = money_places()
    if not places.ledger.exists():
        raise _unknown(name, ())
    rescues = find_rescues(rescue_folders(state_of(manifest)))
    with open_book(places.ledger) as book:
        take_in(book, rescues, date=seconds_since_1970())
        with _turn(places, named_attempt(book.ask(list_attempts), name)):
            attempts = book.ask(list_attempts)  # once more: it may have ended before its turn
            before = named_attempt(attempts, name)
            change = _change(before, decision, attempts)
            refuse_answered(places.calls, before)
            after = book.note(before.intent, change, date=seconds_since_1970())
    return Resolved(verdict=decision.verdict, before=before, after=after)


@contextmanager
def _turn(places: MoneyPlaces, attempt: Attempt) -> Generator[None]:
    turn = FileTurns(places.turns).try_take(attempt.key)
    if turn is None:
        raise _at_work(attempt)
    try:
        yield
    finally:
        end_turn(turn)


def named_attempt(attempts: Sequence[Attempt], name: str) -> Attempt:
    """Find the attempt whose intent begins with a name.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = [each for each in attempts if name and each.intent.startswith(name.lower())]
    if len(found) == 1 and len(name) >= SHORTEST:
        return found[0]
    live = tuple(each for each in attempts if each.is_live)
    raise _unknown(name, live) if len(found) == 0 else _ambiguous(name, found)


def _change(attempt: Attempt, decision: Decision, attempts: Sequence[Attempt]) -> Change:
    if not attempt.is_live:
        raise ended(attempt)
    if decision.job is None:
        said = f"a person said {decision.verdict}"
        return Change(state=AttemptState.ABANDONED, reason=said)
    if not is_job_id(decision.job):
        raise _no_id()
    if AttemptState.SUBMITTED not in NEXT[attempt.state]:
        raise _has_job(attempt)
    owner = next((each for each in attempts if _owns(each, attempt, decision.job)), None)
    if owner is not None:
        raise _taken(decision.job, owner)
    return Change(state=AttemptState.SUBMITTED, job=decision.job, reason="a person named its job")


def _owns(other: Attempt, attempt: Attempt, job: str) -> bool:
    is_theirs = (other.provider, other.account) == (attempt.provider, attempt.account)
    return is_theirs and other.job == job and other.intent != attempt.intent


def _unknown(name: str, live: Sequence[Attempt]) -> UsageError:
    names = short_names(each.intent for each in live)
    known = [f"{names[each.intent]} ({each.address})" for each in live[:_MOST_NAMED]]
    told = f"Under way or unclear: {', '.join(known)}. " if known else ""
    return UsageError(
        f"no attempt's intent begins with `{name}`",
        cost=_UNCHANGED,
        next_step=f"{told}`assetforge jobs --all` lists every attempt.",
    )


def _ambiguous(name: str, found: Sequence[Attempt]) -> UsageError:
    known = ", ".join(f"{each.intent} ({each.address})" for each in found[:_MOST_NAMED])
    return UsageError(
        f"`{name}` is too short to name an attempt: it could be {known}",
        cost=_UNCHANGED,
        next_step=f"Type more of it, {SHORTEST} characters at least.",
    )


def ended(attempt: Attempt) -> UsageError:
    """Make the error for an attempt that nothing is left to do about."""
    return UsageError(
        f"the attempt {attempt.intent} for `{attempt.address}` has ended as {attempt.state}: "
        "there is nothing to decide",
        cost=_UNCHANGED,
        next_step="`assetforge jobs` lists those that have not ended.",
    )


def _no_id() -> UsageError:
    return UsageError(
        "`--job` takes the id of a job: letters, digits, `-` and `_`, 128 at most",
        cost=_UNCHANGED,
        next_step="Copy it from the provider's own pages or answers.",
    )


def _has_job(attempt: Attempt) -> UsageError:
    return UsageError(
        f"the attempt {attempt.intent} for `{attempt.address}` has a job already: {attempt.job}",
        cost=_UNCHANGED,
        next_step="`assetforge build` takes it up free of charge; `--retry` or `--drop` gives up.",
    )


def _taken(job: str, owner: Attempt) -> UsageError:
    return UsageError(
        f"the job {job} belongs to another attempt: {owner.intent} for `{owner.address}`",
        cost=_UNCHANGED,
        next_step="Look up at the provider which job this attempt has.",
    )


def _at_work(attempt: Attempt) -> BusyError:
    return BusyError(
        f"a build is working on the attempt {attempt.intent} for `{attempt.address}` right now",
        cost=_UNCHANGED,
        next_step="Wait until it is done, then look at `assetforge jobs`.",
    )
