"""The arrow from a plan and what became of it to a report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assetforge.core.credits import UNKNOWN
from assetforge.report.model import Failure, Report, Result, Spent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.model import Execution, Outcome
    from assetforge.lock.model import Made
    from assetforge.plan.model import Plan


def build_report(plan: Plan, execution: Execution) -> Report:
    """Summarise a build: each asset's end, and the credits planned and charged."""
    outcomes = [
        execution.outcomes[step.address]
        for step in plan.steps
        if step.address in execution.outcomes
    ]
    return Report(
        results=tuple(map(_result, outcomes)),
        planned=plan.costs(),
        spent=_spent(outcomes),
        left=execution.left,
        seconds=execution.seconds,
        exit=execution.exit,
        lock_failure=failure_of(execution.lock_error),
        other_failures=tuple(dict.fromkeys(_failures(execution.faults))),  # each is told once
    )


def failure_of(error: AssetforgeError | None) -> Failure | None:
    """Take from an error what people and programs are told of it."""
    if error is None:
        return None
    return Failure(what=error.what, cost=error.cost, next_step=error.next_step, exit=error.exit)


def _failures(faults: Iterable[AssetforgeError]) -> Iterator[Failure]:
    for fault in faults:
        failure = failure_of(fault)
        if failure is not None:
            yield failure


def _result(outcome: Outcome) -> Result:
    entry = outcome.entry
    return Result(
        address=outcome.step.address,
        provider=outcome.step.ask.provider,
        ending=outcome.ending,
        output=entry.output if entry else outcome.step.output,
        seconds=outcome.seconds,
        file=entry.file if entry else None,
        is_edited=outcome.step.is_edited,
        because=outcome.because,
        failure=failure_of(outcome.error),
        remarks=outcome.remarks,
        is_short=outcome.is_short,
    )


def _spent(outcomes: Iterable[Outcome]) -> dict[str, Spent]:
    """Add up what was charged for what this build ordered; results found again cost nothing."""
    spent: dict[str, Spent] = {}
    for outcome in outcomes:
        provider, entry = outcome.step.ask.provider, outcome.entry
        made = outcome.step.made if entry is None else entry.made
        known = spent.get(provider, Spent(amount=Decimal(0)))
        if outcome.error is not None and outcome.error.stake is not None:
            spent[provider] = replace(
                known, missing=(*known.missing, outcome.step.address),
                missing_cost=known.missing_cost + outcome.error.stake,
            )  # fmt: skip
        elif outcome.step.action == "make" and made is not None and outcome.step.may_be_charged:
            spent[provider] = _charged(known, outcome, made)  # whether or not it was placed
    return dict(sorted(spent.items()))


def _charged(known: Spent, outcome: Outcome, made: Made) -> Spent:
    if made.charged is not None:
        return replace(known, amount=known.amount + made.charged)
    # A price of 0 is the user's own word: it tells nothing of what the service took.
    estimate = outcome.step.cost if outcome.step.is_paid else UNKNOWN
    return replace(
        known, unsaid=(*known.unsaid, outcome.step.address),
        unsaid_cost=known.unsaid_cost + estimate,
    )  # fmt: skip
