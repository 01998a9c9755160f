"""The rest of `assetforge build`, where there may be something to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from assetforge.app.agreed import Agreed
from assetforge.app.building import Audience, BuildOptions, build_project
from assetforge.app.consent import Consent
from assetforge.cli.console import ask, in_ci
from assetforge.cli.github import report_plan, summarize
from assetforge.cli.limits import SpendingLimits
from assetforge.cli.lost_file import telling_lost_files
from assetforge.cli.planned import chosen_of, plan_summary, plan_text, warnings_text
from assetforge.cli.scope import scope_of
from assetforge.cli.watching import say_that_it_was_left, watching
from assetforge.core.errors import RefusedError
from assetforge.core.exits import Exit
from assetforge.report.build import build_report
from assetforge.ui.machine_build import build_document
from assetforge.ui.result import show_result
from assetforge.ui.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.building import Built
    from assetforge.app.event_stream import EventStream
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.app.saving import Saved
    from assetforge.cli.console import Console
    from assetforge.core.digest import Digest
    from assetforge.plan.model import Plan
    from assetforge.report.model import Report
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style


def run_build_command(
    console: Console, project: Project, given: Mapping[str, object], saved: Saved | None = None,
    stream: EventStream | None = None,
) -> Exit:  # fmt: skip
    """Build and tell how it went; `saved` is the plan to carry out, where there is one."""
    approved = None if project.is_draft else given["approved"]  # a draft is free
    agreed = Agreed(saved=saved, digest=cast("Digest | None", approved))
    options = _options(console, given, agreed)
    as_json = bool(given["as_json"])

    plans: list[Plan] = []

    def planned(found: Situation) -> None:
        plans.append(found.plan)
        if stream is not None:
            stream.plan(found.plan)
        _tell_plan(console, found, as_json=as_json)

    def leave() -> None:
        has_bought = any(map(_orders_something, plans))
        say_that_it_was_left(scope_of(console, project), has_bought=has_bought)
        if stream is not None:
            stream.leave()

    words = cast("tuple[str, ...]", given["targets"])
    with watching(console, stream) as observer, telling_lost_files(words):
        audience = Audience(planned=planned, observer=observer, tell=console.say, leave=leave)
        built = build_project(project, options, audience)
    report = _report(console, project, built)
    if stream is not None:
        stream.end(report, _code(built))
    _tell(console, built, report, as_json=as_json)
    return _code(built)


def _orders_something(plan: Plan) -> bool:
    return any(step.is_paid or step.is_ordered for step in plan.steps)


def _report(console: Console, project: Project, built: Built) -> Report:
    if built.execution is None:
        raise _said_no(scope_of(console, project))
    return build_report(built.situation.plan, built.execution)


def _code(built: Built) -> Exit:
    if built.stopped_by is Exit.INTERRUPTED or built.stopped_by is Exit.TERMINATED:
        return built.stopped_by
    assert built.execution is not None, "what has a report was carried out"
    return built.execution.exit


def _tell_plan(console: Console, found: Situation, *, as_json: bool) -> None:
    report_plan(found)
    console.say(warnings_text(console, found))
    if not as_json and found.plan.has_changes:
        console.say(plan_text(console, found, sys.stderr) + "\n")


def _tell(console: Console, built: Built, report: Report, *, as_json: bool) -> None:
    if as_json:
        console.data(build_document(report))
    elif _was_idle(built.situation.plan, report):
        console.say(plan_text(console, built.situation, sys.stderr))
    else:
        text = _result(console, built, report, console.style(sys.stderr))
        (console.warn if report.exit else console.say)(text)
    summarize(console, "assetforge build", lambda: _summary(console, built, report))


def _summary(console: Console, built: Built, report: Report) -> str:
    if _was_idle(built.situation.plan, report):
        return plan_summary(console, built.situation)
    return _result(console, built, report, PLAIN)


def _result(console: Console, built: Built, report: Report, style: Style) -> str:
    found = built.situation
    scope = scope_of(console, found.project)
    return show_result(report, found.reading.manifest.output, style=style, scope=scope)


def _was_idle(plan: Plan, report: Report) -> bool:
    """Say whether all that there is to tell stands in the plan already."""
    return not (plan.has_changes or report.exit or report.left)


def _options(console: Console, given: Mapping[str, object], agreed: Agreed) -> BuildOptions:
    limits = cast("SpendingLimits | None", given["max_credits"]) or SpendingLimits()
    consent = Consent(
        limit=limits.each, limits=limits.named, spends_nothing=bool(given["no_spend"]),
        says_yes=bool(given["says_yes"]), is_agreed=agreed.is_something, in_ci=in_ci(),
        ask=ask if console.is_interactive else None,
    )  # fmt: skip
    return BuildOptions(
        wishes=chosen_of(given).wishes(), consent=consent, agreed=agreed,
        jobs=cast("int | None", given["jobs"]),
        stops_at_failure=bool(given["fail_fast"]), is_locked=bool(given["is_locked"]),
        lock_timeout=cast("float", given["lock_timeout"]), prunes=bool(given["prune"]),
        command="assetforge " + " ".join(sys.argv[1:]),
    )  # fmt: skip


def _said_no(scope: Scope) -> RefusedError:
    return RefusedError(
        "the answer was no, so nothing was built",
        next_step=f"Run {scope.command('plan')} to see what it would cost and why.",
    )
