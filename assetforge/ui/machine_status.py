"""How a project stands as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.jobs_document import attempt_value
from assetforge.ui.machine import document
from assetforge.ui.machine_plan import orphans_value, step_value, totals_value

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.plan.model import Plan
    from assetforge.report.holdings import Holdings
    from assetforge.report.jobs import Jobs


def status_document(plan: Plan, holdings: Holdings | None, jobs: Jobs | None = None) -> Table:
    """Write what is not up to date, what is under way, and what the store holds."""
    changed = [step for step in plan.steps if step.action != "keep" or step.is_edited]
    return document("status", {
        "up_to_date": not plan.has_changes,
        "totals": totals_value(plan),
        "assets": {step.address: step_value(step) for step in changed},
        "orphans": orphans_value(plan),
        "in_flight": [attempt_value(each) for each in (() if jobs is None else jobs.attempts)],
        "unasked_jobs": list(plan.unasked),
        "store": _held(holdings),
    })  # fmt: skip


def _held(holdings: Holdings | None) -> Json:
    if holdings is None:
        return None
    return {"place": holdings.place, "files": holdings.files, "size": holdings.size}
