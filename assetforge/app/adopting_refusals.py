"""Why something is not adopted, as errors that say what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import RefusedError, UndecidedError, UsageError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.plan.model import Step
    from assetforge.providers.instruction import Job

NOTHING: Final = "Nothing was changed and nothing was spent."
_MOST: Final = 5  # names that are listed


def names_several(name: str, addresses: Sequence[str]) -> UsageError:
    """Refuse a pattern: a job has one result, so it can be that of one asset only."""
    known = ", ".join(addresses[:_MOST])
    return UsageError(
        f"`{name}` is not the address of one asset that is made",
        cost=NOTHING,
        next_step=f"Name one asset or one cell: {known}." if known else "Name an asset.",
    )


def is_no_service(step: Step) -> UsageError:
    """Refuse an asset of somebody who keeps no jobs."""
    return UsageError(
        f"`{step.address}` is made by {step.ask.provider}, which has no jobs to ask after",
        cost=NOTHING,
        next_step="Only jobs of letzai can be adopted. Take other files in as a `source`.",
    )


def inputs_missing(step: Step, names: Sequence[str]) -> UsageError:
    """Refuse an asset whose key is not known yet."""
    told = ", ".join(f"`{name}`" for name in names[:_MOST]) or "its inputs"
    return UsageError(
        f"`{step.address}` is made from {told}, which is not built, so nobody can say yet under "
        "which key its result belongs",
        cost=NOTHING,
        next_step=f"Build or adopt {told} first.",
    )


def is_under_way(step: Step, attempt: Attempt) -> UsageError:
    """Refuse an asset that is being bought just now."""
    return UsageError(
        f"`{step.address}` was ordered already, and the order is not finished: attempt "
        f"{attempt.intent}",
        cost=NOTHING,
        next_step=f"`assetforge jobs resume {attempt.intent}` finishes it; `assetforge jobs "
        f"resolve {attempt.intent} --job ID` names its job, `--drop` gives it up.",
    )


def still_ordered(attempt: Attempt) -> UsageError:
    """Refuse a job that belongs to an order that is not finished."""
    return UsageError(
        f"the job {attempt.job} belongs to the order of `{attempt.address}`, which is not finished",
        cost=NOTHING,
        next_step=f"Run `assetforge jobs resume {attempt.intent}` first.",
    )


def has_no_job(name: str) -> UsageError:
    """Say that the service shows no such job."""
    return UsageError(
        f"letzai shows no job {one_line(name, 60)} to this key",
        cost=NOTHING,
        next_step="Copy the id from LetzAI's own pages; a job is seen only with the key of its "
        "account.",
    )


def is_other_kind(step: Step, job: Job, kind: str) -> UsageError:
    """Refuse a job that makes something else."""
    return UsageError(
        f"the job {job.id} is of the kind {kind}, and `{step.address}` is of the kind "
        f"{step.ask.kind}",
        cost=NOTHING,
        next_step=f"Adopt it for an asset of the kind {kind}.",
    )


def nobody_agreed(asset: str, job: str, doubts: Sequence[str]) -> UndecidedError:
    """Say what a person would have to agree to."""
    return UndecidedError(
        f"the job {job} is not what `{asset}` asks for: {'; '.join(doubts)}",
        cost=NOTHING,
        next_step=f"If it shall count all the same: `assetforge adopt {asset} --job {job} -y`.",
    )


def said_no() -> RefusedError:
    """Say that a person did not agree."""
    return RefusedError("the answer was no, so nothing was adopted", cost=NOTHING)
