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

    An answer that a build has read is left to the person: it could not be used (READY), or does
    not say whether the order was accepted (UNKNOWN, with its status), as a 500.

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
    is_unclear = attempt.state is AttemptState.UNKNOWN and attempt.status is not None
    is_read = is_unclear or attempt.state is AttemptState.READY
    if not is_read and isinstance(spool.end(attempt.intent), Answer):
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
