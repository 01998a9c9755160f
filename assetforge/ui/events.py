"""The event stream: a build as lines of JSON for programs that read along.

    version                                      who writes, first
    plan, planned_change …                       before anybody agreed to it
    build_started
      asset_started, job_submitted, progress …   of many assets at once
      asset_done | asset_failed | asset_skipped  once for each planned change that was begun
      note, rescue, draining
    summary | error                              last; a stream without it was cut off

What is left as it is has no line. Each line has a type, a time and a message; readers pass over
types and fields that they do not know.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assetforge.core.errors import AssetforgeError, InvalidError
from assetforge.core.exits import Exit
from assetforge.core.text import one_line
from assetforge.core.values import is_table
from assetforge.execution.events import (
    BuildStarted,
    Draining,
    JobAccepted,
    JobSeen,
    Noticed,
    Rescued,
    StepEnded,
    StepStarted,
)
from assetforge.ui.events_line import (
    Line,
    begun_line,
    draining_line,
    ended_line,
    failed_line,
    note_line,
    plan_line,
    planned_line,
    progress_line,
    rescue_line,
    started_line,
    submitted_line,
    summary_line,
)
from assetforge.ui.machine import to_json
from assetforge.ui.machine_check import check_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Table
    from assetforge.execution.events import Event
    from assetforge.execution.model import Ending, Outcome
    from assetforge.plan.model import Plan, Step
    from assetforge.providers.instruction import Job, JobState
    from assetforge.report.model import Report


class EventLines:
    """Turns what happens in one build into lines, and remembers what was told."""

    def __init__(self) -> None:
        self._changes: dict[str, Step] = {}
        self._jobs: dict[str, tuple[str, str | None, int | None]] = {}  # by address: told last
        self._endings: dict[str, Ending] = {}

    def plan(self, plan: Plan) -> Iterator[Line]:
        """Tell a plan: in numbers, then each asset that would not stay as it is."""
        self._changes = {step.address: step for step in plan.steps if step.action != "keep"}
        yield plan_line(plan)
        yield from map(planned_line, self._changes.values())

    def event(self, event: Event) -> Iterator[Line]:
        """Tell what happened, where it is worth a line."""
        match event:
            case BuildStarted():
                yield begun_line(len(self._changes))
            case StepStarted(step=step):
                yield started_line(step)
            case StepEnded(outcome=outcome):
                yield from self._end(outcome)
            case JobAccepted(address=address, job=job):
                yield from self._accept(address, job)
            case JobSeen(address=address, state=state):
                yield from self._see(address, state)
            case Noticed() | Rescued() | Draining():
                yield _aside(event)

    def summary(self, report: Report, code: int, left_out: int) -> Iterator[Line]:
        """Tell how the build ended; before that, what turned out to have failed after all."""
        for result in report.results:
            is_told = self._endings.get(result.address) == result.ending
            if result.failure is not None and not is_told:
                yield failed_line(result)
        yield summary_line(report, code, left_out)

    def _end(self, outcome: Outcome) -> Iterator[Line]:
        address = outcome.step.address
        if address in self._changes or outcome.error is not None:
            self._endings[address] = outcome.ending
            yield ended_line(outcome)

    def _accept(self, address: str, job: Job) -> Iterator[Line]:
        step = self._changes.get(address)
        if step is not None and not self._is_told(address, job):
            self._jobs[address] = job.id, None, None
            yield submitted_line(step, job)

    def _see(self, address: str, state: JobState) -> Iterator[Line]:
        step = self._changes.get(address)
        now = (state.job.id, state.word, state.progress)
        if step is None or now == self._jobs.get(address):
            return
        if not self._is_told(address, state.job):  # it was ordered before, or is in no ledger
            yield submitted_line(step, state.job, state)
        self._jobs[address] = now
        yield progress_line(step, state)

    def _is_told(self, address: str, job: Job) -> bool:
        told = self._jobs.get(address)
        return told is not None and told[0] == job.id


def error_line(error: BaseException) -> Line:
    """Tell why a build did not run, or broke off."""
    fields = _error_fields(error)
    return Line(type="error", message=one_line(str(fields["what"])), fields=fields)


def line_text(line: Line, seconds: float) -> str:
    """Write a line that was told at a date, in seconds since 1970."""
    date = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    told: Table = {
        "type": line.type, "time": f"{date}.{int(seconds % 1 * 1000):03}Z",
        "message": line.message, **line.fields,
    }  # fmt: skip
    # Every line break within a text is escaped, so those that are left only lay the object out.
    parts = [part.lstrip(" ") for part in to_json(told).splitlines()]
    return "".join(f"{part} " if part.endswith(",") else part for part in parts) + "\n"


def begins_stream(data: bytes) -> bool:
    """Say whether some bytes begin as a stream of ours does."""
    import json  # noqa: PLC0415 - only where a file is there already

    try:
        first: object = json.loads(data.partition(b"\n")[0])
    except (ValueError, RecursionError):
        return False
    return is_table(first) and (first.get("type"), first.get("tool")) == ("version", "assetforge")


def _aside(event: Noticed | Rescued | Draining) -> Line:
    match event:
        case Noticed():
            return note_line(event)
        case Rescued():
            return rescue_line(event)
        case Draining():
            return draining_line(event)


def _error_fields(error: BaseException) -> Table:
    if isinstance(error, AssetforgeError):
        fields: Table = {
            "what": error.what, "cost": error.cost, "next_step": error.next_step,
            "exit_code": int(error.exit),
        }  # fmt: skip
        if isinstance(error, InvalidError):
            problems = check_document(error.diagnostics)["diagnostics"]
            return {**fields, "diagnostics": problems}
        return fields
    is_stopped = isinstance(error, KeyboardInterrupt)
    what = "it was stopped" if is_stopped else f"{type(error).__name__}: a bug in assetforge"
    return {
        "what": what, "cost": "What was built is saved.", "next_step": "",
        "exit_code": int(Exit.INTERRUPTED if is_stopped else Exit.FAILED),
    }  # fmt: skip
