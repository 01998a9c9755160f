"""The event stream: what is told of a build, in which order, and how a line is written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError, RefusedError
from assetforge.core.exits import Exit
from assetforge.core.values import is_array, is_table
from assetforge.execution.events import StepEnded
from assetforge.report.model import Failure
from assetforge.ui.events import EventLines, begins_stream, error_line, line_text
from assetforge.ui.events_line import Line, ended_line, version_line
from tests.unit.ui.event_samples import (
    AT,
    DONE,
    HERO,
    KEPT,
    PLAN,
    REPORT,
    accepted,
    read,
    seen,
    told,
)
from tests.unit.ui.samples import HOSTILE, outcome, plan

if TYPE_CHECKING:
    from assetforge.execution.events import Event


def types(*events: Event) -> list[str]:
    """Tell events of a planned build; name the lines."""
    lines = EventLines()
    assert list(lines.plan(PLAN))
    return [line.type for event in events for line in lines.event(event)]


def test_a_build_is_told_from_the_version_to_the_summary() -> None:
    assert [line.type for line in told()] == [
        "version", "plan", "planned_change", "planned_change", "planned_change", "build_started",
        "asset_started", "job_submitted", "progress", "note", "rescue", "asset_done",
        "asset_failed", "asset_skipped", "draining", "summary", "error",
    ]  # fmt: skip


def test_a_job_is_told_once_when_it_is_accepted_and_then_when_something_changed() -> None:
    looks = (seen("hero"), seen("hero"), seen("hero", percent=50), seen("hero", "ready", 50))

    assert types(accepted("hero")) == ["job_submitted"]
    assert types(accepted("hero"), *looks) == ["job_submitted", "progress", "progress", "progress"]


def test_a_job_that_nobody_saw_accepted_is_told_when_it_is_first_seen() -> None:
    looks = (seen("hero"), seen("hero"), seen("hero", percent=50))

    assert types(*looks) == ["job_submitted", "progress", "progress"]


def test_another_job_for_the_same_asset_is_told_as_one() -> None:
    first, again = accepted("hero"), seen("hero")
    other = replace(first, job=replace(first.job, id="second"))
    seen_other = replace(again, state=replace(again.state, job=other.job))

    for events in ((again, seen_other), (first, other), (first, again, other, seen_other)):
        assert types(*events).count("job_submitted") == 2


def test_of_a_job_that_was_just_accepted_nothing_else_is_known() -> None:
    lines = EventLines()
    assert list(lines.plan(PLAN))

    (line,) = lines.event(accepted("hero"))

    assert line.fields == {
        "address": "hero", "provider": "letzai", "job_id": "job-of-hero", "route": "/images",
        "status": "", "percent": None, "ordered_before": False,
    }  # fmt: skip


def test_a_job_of_what_is_not_planned_has_no_line() -> None:
    assert types(accepted("stranger"), seen("stranger")) == []


def test_a_job_that_an_earlier_build_ordered_says_so() -> None:
    lines = EventLines()
    assert list(lines.plan(plan(replace(HERO, is_ordered=True))))

    first = next(lines.event(seen("hero")))

    assert (first.fields["ordered_before"], first.fields["job_id"]) == (True, "job-of-hero")


def test_what_stays_as_it_is_has_no_line() -> None:
    assert types(StepEnded(outcome=KEPT)) == []


def test_only_progress_may_be_left_out() -> None:
    assert {line.type for line in told() if line.is_spare} == {"progress"}


def test_what_failed_after_all_is_told_before_the_summary() -> None:
    failure = Failure(what="its file is gone", cost="-", next_step="", exit=Exit.FAILED)
    late = [replace(each, ending="failed", failure=failure) for each in REPORT.results[1:2]]

    lines = EventLines().summary(replace(REPORT, results=tuple(late)), 1, 0)

    assert [line.type for line in lines] == ["asset_failed", "summary"]


def test_the_summary_has_the_code_of_the_command_and_what_was_left_out() -> None:
    *_, last = EventLines().summary(REPORT, 130, 7)

    assert (last.fields["exit_code"], last.fields["progress_left_out"]) == (130, 7)
    assert last.fields["credits_planned"] == {"letzai": {"low": 120, "high": 120, "known": True}}
    assert last.fields["credits_spent"] == {"letzai": {
        "amount": 60, "known": False, "unsaid": [], "missing": ["beach"],
        "unsaid_estimated": {"low": 0, "high": 0, "known": True},
        "missing_cost": {"low": 0, "high": 60, "known": True},
    }}  # fmt: skip


def test_a_line_is_one_line_of_ascii_with_its_time() -> None:
    text = line_text(
        Line(type="note", message="ü\n\u2028##[error]", fields={"a": ["  x,", {}]}), AT
    )

    assert text.isascii()
    assert text.count("\n") == 1
    assert "##" not in text
    assert json.loads(text) == {
        "type": "note", "time": "2026-11-20T12:00:00.250Z", "message": "ü\n\u2028##[error]",
        "a": ["  x,", {}],
    }  # fmt: skip


def test_a_message_holds_nothing_that_a_terminal_would_obey() -> None:
    lines = EventLines()
    hostile = replace(HERO, ask=replace(HERO.ask, address=HOSTILE))
    found = [*lines.plan(plan(hostile)), *lines.event(seen(HOSTILE, HOSTILE))]

    assert all(line.message.isprintable() for line in found)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RefusedError("too much"), 4),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("x"), 1),
    ],
)
def test_what_broke_a_build_off_has_its_code(error: BaseException, code: int) -> None:
    assert error_line(error).fields["exit_code"] == code


def test_a_manifest_that_is_invalid_has_its_problems_told() -> None:
    place = Place(file="assets.toml", line=8, column=1, length=5)
    problem = Diagnostic(code="unknown-key", place=place, summary="s", detail="d", hint="h")

    problems = error_line(InvalidError([problem], {})).fields["diagnostics"]

    assert is_array(problems)
    assert [is_table(each) and each["line"] for each in problems] == [8]


@pytest.mark.parametrize(
    ("data", "is_ours"),
    [
        (line_text(version_line(), AT).encode() + b"more", True),
        (b'{"type": "version", "terraform": "1.9"}\n', False),
        (b"version = 1\n", False),
        (b"[1]\n", False),
        (b"[" * 100_000, False),
        (b"\xff", False),
    ],
)
def test_a_stream_is_known_by_its_first_line(data: bytes, *, is_ours: bool) -> None:
    assert begins_stream(data) is is_ours


def test_the_time_is_rounded_down_to_milliseconds() -> None:
    line = Line(type="t", message="m")

    assert json.loads(line_text(line, AT + 0.749_999))["time"] == "2026-11-20T12:00:00.999Z"


def test_what_an_asset_cost_this_build_is_null_where_nobody_said() -> None:
    entry = DONE.entry
    assert entry is not None
    unsaid = replace(DONE, entry=replace(entry, made=replace(entry.made, charged=None)))
    restored = replace(DONE, step=replace(DONE.step, action="restore"), ending="restored")

    found = [read(ended_line(each))["credits_charged"] for each in (DONE, unsaid, restored)]

    assert found == [60, None, 0]
    assert read(ended_line(outcome(KEPT.step)))["ending"] == "kept"
