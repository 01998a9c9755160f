"""The report of a build as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from assetforge.execution.model import Ending
from assetforge.ui.machine import blob_value, credits_table, credits_value, document, number

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.report.model import Failure, Report, Result, Spent


def build_document(report: Report) -> Table:
    """Write what became of a build: every asset, what was spent, and what failed how."""
    return document("build", {
        "exit_code": int(report.exit),
        "seconds": round(report.seconds, 3),
        "assets": {result.address: _result(result) for result in report.results},
        "totals": {ending: len(report.of(ending)) for ending in get_args(Ending)},
        "credits_planned": credits_table(report.planned),
        "credits_spent": {name: _spent(spent) for name, spent in report.spent.items()},
        "not_started": list(report.left),
        "lock_failure": _failure(report.lock_failure),
        "other_failures": [_failure(failure) for failure in report.other_failures],
    })  # fmt: skip


def _result(result: Result) -> Table:
    return {
        "address": result.address,
        "ending": result.ending,
        "provider": result.provider,
        "output": result.output,
        "file": blob_value(result.file),
        "seconds": round(result.seconds, 3),
        "edited": result.is_edited,
        "because": result.because or None,
        "remarks": list(result.remarks),
        "short": result.is_short,
        "failure": _failure(result.failure),
    }


def _failure(failure: Failure | None) -> Json:
    if failure is None:
        return None
    return {
        "what": failure.what, "cost": failure.cost, "next": failure.next_step,
        "exit_code": int(failure.exit),
    }  # fmt: skip


def _spent(spent: Spent) -> Table:
    return {
        "amount": number(spent.amount), "known": spent.is_exact, "unsaid": list(spent.unsaid),
        "unsaid_estimated": credits_value(spent.unsaid_cost),
        "missing": list(spent.missing), "missing_cost": credits_value(spent.missing_cost),
    }  # fmt: skip
