"""One line of the event stream, from one value: its type, its message and its fields.

Every message is one line of a person's words, and safe on a terminal; fields hold what was said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetforge.core.text import clean, one_line
from assetforge.core.version import VERSION
from assetforge.report.build import failure_of
from assetforge.report.model import Result
from assetforge.ui.machine import FORMAT_VERSION, blob_value, credits_value, number
from assetforge.ui.machine_build import build_document
from assetforge.ui.machine_plan import step_value, totals_value
from assetforge.ui.plan_total import total_lines
from assetforge.ui.quantity import counted
from assetforge.ui.reason import why
from assetforge.ui.show import media_text
from assetforge.ui.style import PLAIN

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.values import Json, Table
    from assetforge.execution.events import Draining, Noticed, Rescued
    from assetforge.execution.model import Outcome
    from assetforge.plan.model import Plan, Step
    from assetforge.providers.instruction import Job, JobState
    from assetforge.report.model import Report

_IN_SUMMARY: Final = (
    "seconds", "totals", "credits_planned", "credits_spent", "not_started", "lock_failure",
    "other_failures",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says, without the time."""

    type: str
    message: str
    fields: Table = field(default_factory=dict["str", "Json"])
    is_spare: bool = False  # whether it may be left out where nobody reads


def version_line() -> Line:
    """Say who writes, in which version."""
    message = f"assetforge {VERSION}, events {FORMAT_VERSION}"
    fields: Table = {"tool": "assetforge", "tool_version": VERSION, "format": FORMAT_VERSION}
    return Line(type="version", message=message, fields=fields)


def plan_line(plan: Plan) -> Line:
    """Say what a build would do, in numbers."""
    fields: Table = {"changes": plan.has_changes, "totals": totals_value(plan)}
    return Line(type="plan", message=" ".join(total_lines(plan, PLAIN)), fields=fields)


def planned_line(step: Step) -> Line:
    """Say what would become of one asset, and why."""
    reasons = f": {why(step.reasons[0])}" if step.reasons else ""
    message = f"{step.action} {one_line(step.address)}{reasons}"
    return Line(type="planned_change", message=message, fields=step_value(step))


def begun_line(assets: int) -> Line:
    """Say that the work begins."""
    message = f"The work begins: {counted(assets, 'asset')}."
    return Line(type="build_started", message=message, fields={"assets": assets})


def started_line(step: Step) -> Line:
    """Say that work on one asset begins."""
    fields: Table = {
        "address": step.address, "provider": step.ask.provider, "action": step.action,
    }  # fmt: skip
    message = f"{step.action} {one_line(step.address)} begins"
    return Line(type="asset_started", message=message, fields=fields)


def submitted_line(step: Step, job: Job, state: JobState | None = None) -> Line:
    """Say that a provider has a job of ours; `state` is None where it has told nothing of it."""
    fields: Table = {**_job(step, job, state), "ordered_before": step.is_ordered}
    provider = one_line(step.ask.provider)
    message = f"{one_line(step.address)}: {provider} has it as job {one_line(job.id)}"
    return Line(type="job_submitted", message=message, fields=fields)


def progress_line(step: Step, state: JobState) -> Line:
    """Say how far a job is."""
    percent = "" if state.progress is None else f", {state.progress} %"
    message = f"{one_line(step.address)}: {one_line(state.word, 40)}{percent}"
    fields = _job(step, state.job, state)
    return Line(type="progress", message=message, fields=fields, is_spare=True)


def ended_line(outcome: Outcome) -> Line:
    """Say how one asset ended."""
    if outcome.error is not None:
        return failed_line(_result(outcome), outcome.error.stake)
    if outcome.entry is None:
        fields: Table = {**_ended(_result(outcome)), "because": outcome.because or None}
        message = f"{outcome.ending} {one_line(outcome.step.address)}"
        return Line(type="asset_skipped", message=message, fields=fields)
    return _done_line(outcome)


def failed_line(result: Result, stake: Credits | None = None) -> Line:
    """Say that one asset could not be made."""
    failure = result.failure
    assert failure is not None, "what failed says why"
    fields: Table = {
        **_ended(result), "what": failure.what, "cost": failure.cost,
        "next_step": failure.next_step, "exit_code": int(failure.exit),
        "credits_at_stake": None if stake is None else credits_value(stake),
    }  # fmt: skip
    message = f"failed {one_line(result.address)}: {one_line(failure.what)}"
    return Line(type="asset_failed", message=message, fields=fields)


def note_line(noticed: Noticed) -> Line:
    """Say what a person should know."""
    message = f"{one_line(noticed.address)}: {one_line(noticed.text)}"
    return Line(type="note", message=message, fields={"address": noticed.address})


def rescue_line(rescued: Rescued) -> Line:
    """Say what must not be forgotten, whole."""
    return Line(type="rescue", message=clean(rescued.text))


def draining_line(draining: Draining) -> Line:
    """Say that nothing new begins."""
    left = counted(draining.running, "running asset")
    message = f"Stopping: nothing new starts; {left} to finish and save."
    return Line(type="draining", message=message, fields={"running": draining.running})


def summary_line(report: Report, code: int, left_out: int) -> Line:
    """Say how the build ended, and what it cost."""
    document = build_document(report)
    told = {name: document[name] for name in _IN_SUMMARY}
    fields: Table = {"exit_code": code, **told, "progress_left_out": left_out}
    good = sum(result.file is not None for result in report.results)
    message = f"{good} of {counted(len(report.results), 'asset')} there, exit {code}"
    return Line(type="summary", message=message, fields=fields)


def _done_line(outcome: Outcome) -> Line:
    entry = outcome.entry
    assert entry is not None, "what is done has an entry"
    fields: Table = {
        **_ended(_result(outcome)), "file": blob_value(entry.file), "job_id": entry.made.job_id,
        "credits_charged": _charged(outcome), "remarks": list(outcome.remarks),
        "short": outcome.is_short,
    }  # fmt: skip
    message = f"{outcome.ending} {one_line(outcome.step.address)}  {media_text(entry.file)}"
    return Line(type="asset_done", message=message, fields=fields)


def _charged(outcome: Outcome) -> Json:
    """Write what this build paid for an asset: 0 where it paid nothing, null where nobody said."""
    if outcome.step.action != "make" or not outcome.step.is_paid or outcome.entry is None:
        return 0
    charged = outcome.entry.made.charged
    return None if charged is None else number(charged)


def _job(step: Step, job: Job, state: JobState | None) -> Table:
    return {
        "address": step.address, "provider": step.ask.provider, "job_id": job.id,
        "route": job.route, "status": "" if state is None else state.word,
        "percent": None if state is None else state.progress,
    }  # fmt: skip


def _ended(result: Result) -> Table:
    return {
        "address": result.address, "provider": result.provider, "ending": result.ending,
        "output": result.output, "seconds": round(result.seconds, 3),
    }  # fmt: skip


def _result(outcome: Outcome) -> Result:
    entry, step = outcome.entry, outcome.step
    return Result(
        address=step.address, provider=step.ask.provider, ending=outcome.ending,
        output=entry.output if entry else step.output, seconds=outcome.seconds,
        failure=failure_of(outcome.error),
    )  # fmt: skip
