"""Cancelling: asking a service to give up a job that runs. Its credits may be gone all the same.

attempt ─ agreed? ─▶ stop, one free request ─▶ is a build waiting for it? ─ yes ─▶ it notes it
                                                    └ no ─▶ waited for here, and noted
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.turns import FileTurns, end_turn
from assetforge.app.asking import open_inquiry, scratch_of
from assetforge.app.jobs_resolving import ended, named_attempt
from assetforge.app.jobs_resuming import resume_these
from assetforge.app.ledger import all_attempts
from assetforge.app.money_places import money_places
from assetforge.app.offers import registry
from assetforge.core.errors import MakingError, RefusedError, UndecidedError, UsageError
from assetforge.execution.bill import price
from assetforge.providers.instruction import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.app.jobs_resuming import Resumption
    from assetforge.execution.attempt import Attempt
    from assetforge.execution.events import Event
    from assetforge.providers.instruction import Answer, Ask

_GOES_ON = "The job goes on. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """A job that its service agreed to give up."""

    attempt: Attempt  # as it was before
    resumption: Resumption | None  # None: a build waits for it, and notes what becomes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Whether a person agrees that a job is given up."""

    says_yes: bool = False
    ask: Callable[[str], bool] | None = None  # None: there is no terminal

    def seek(self, attempt: Attempt) -> None:
        """Make sure that a person agrees.

        Raises:
            RefusedError: they said no.
            UndecidedError: nobody can be asked.
        """
        if self.says_yes:
            return
        if self.ask is None:
            raise _nobody_agreed(attempt)
        if not self.ask(f"Give up `{attempt.address}`? {price(attempt)} may be gone all the same."):
            raise _said_no()


def cancel_job(
    name: str, agreement: Agreement, manifest: str | None, notice: Callable[[Event], None]
) -> Cancelled:
    """Have a running job given up, and note what became of it.

    Raises:
        UsageError: there is no such job, or its service cannot stop it.
        RefusedError, UndecidedError: nobody agreed.
        MakingError: the service did not stop it.
        AssetforgeError: the service or the ledger does not answer.
    """
    attempt = named_attempt(all_attempts(), name)
    question = _stop(attempt)
    agreement.seek(attempt)
    answer = asyncio.run(_asked(attempt, question, scratch_of(manifest)))
    if not answer.is_good:
        raise _not_stopped(attempt, answer)
    if _is_waited_for(attempt):
        return Cancelled(attempt=attempt, resumption=None)
    return Cancelled(attempt=attempt, resumption=resume_these((attempt,), manifest, notice))


def _stop(attempt: Attempt) -> Ask:
    if not attempt.is_live:
        raise ended(attempt)
    if attempt.job is None:
        raise _no_job(attempt)
    service = registry().services[attempt.provider]
    question = service.stop(Job(id=attempt.job, route=attempt.route))
    if question is None:
        raise _cannot_stop(attempt)
    return question


async def _asked(attempt: Attempt, question: Ask, state: str) -> Answer:
    async with open_inquiry(state, (attempt.provider,)) as inquiry:
        return await inquiry.ask(attempt.provider, question)


def _is_waited_for(attempt: Attempt) -> bool:
    turn = FileTurns(money_places().turns).try_take(attempt.key)
    if turn is None:
        return True
    end_turn(turn)
    return False


def _no_job(attempt: Attempt) -> UsageError:
    return UsageError(
        f"the attempt {attempt.intent} for `{attempt.address}` has no job yet: its answer was lost",
        cost="Nothing was changed.",
        next_step=f"Run `assetforge jobs resume {attempt.intent}` first: it looks for the job.",
    )


def _cannot_stop(attempt: Attempt) -> UsageError:
    return UsageError(
        f"{attempt.provider} has no way to stop a job of the kind {attempt.kind}: it goes on and "
        "is paid for",
        cost="Nothing was changed.",
        next_step="`assetforge jobs resume` fetches it once it is done.",
    )


def _not_stopped(attempt: Attempt, answer: Answer) -> MakingError:
    complaint = registry().services[attempt.provider].complaint(answer)
    return MakingError(
        f"{attempt.provider} did not stop job {attempt.job} of `{attempt.address}`: {complaint} "
        f"({answer.status}); only what is being made can be stopped",
        cost=_GOES_ON,
        next_step="Look at `assetforge jobs`, then try again, or fetch it with "
        "`assetforge jobs resume`.",
    )


def _nobody_agreed(attempt: Attempt) -> UndecidedError:
    return UndecidedError(
        f"to give up `{attempt.address}` somebody has to agree: {price(attempt)} may be gone",
        cost=_GOES_ON,
        next_step=f"Run `assetforge jobs cancel {attempt.intent} -y`.",
    )


def _said_no() -> RefusedError:
    return RefusedError("the answer was no", cost=_GOES_ON)
