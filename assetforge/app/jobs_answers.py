"""Answers of synchronous calls that somebody waits for, or that lie here: no time to give up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.call_spool import Spool
from assetforge.core.errors import BusyError, UsageError
from assetforge.execution.attempt import AttemptState
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.execution.attempt import Attempt


def refuse_answered(calls: Path, attempt: Attempt) -> None:
    """Let a person decide only what is not decided by itself.

    An answer that a build took up and could not use (READY) is left to the person.

    Raises:
        BusyError: the call is under way.
        UsageError: its answer is here.
        StorageError: the disk does not answer, which is not "no".
    """
    spool = Spool(calls)
    if not spool.call_file(attempt.intent).exists():
        return
    lock = spool.lock(attempt.intent)
    if lock is None:
        raise _under_way(attempt)
    lock.release()
    is_taken_up = attempt.state is AttemptState.READY
    if not is_taken_up and isinstance(spool.end(attempt.intent), Answer):
        raise _is_here(attempt)


def _under_way(attempt: Attempt) -> BusyError:
    return BusyError(
        f"the call of the attempt {attempt.intent} for `{attempt.address}` is under way: a process "
        "of its own waits for the answer",
        cost="Nothing was changed.",
        next_step="Wait for it: `assetforge build` or `assetforge jobs resume` takes the answer up "
        "at no charge.",
    )


def _is_here(attempt: Attempt) -> UsageError:
    return UsageError(
        f"the answer to the attempt {attempt.intent} for `{attempt.address}` is here, so there is "
        "nothing to decide",
        cost="Nothing was changed.",
        next_step="Run `assetforge build` or `assetforge jobs resume`: it takes the answer up at "
        "no charge.",
    )
