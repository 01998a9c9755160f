"""The rest of `assetforge build`, where there may be something to do."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, cast

import click

from assetforge.app.building import Audience, BuildOptions, build_project
from assetforge.app.consent import Consent
from assetforge.cli.console import in_ci
from assetforge.cli.planned import chosen_of, plan_text, warnings_text
from assetforge.cli.watching import say_that_it_was_left, watching
from assetforge.core.exits import Exit
from assetforge.report.build import build_report
from assetforge.ui.machine_build import build_document
from assetforge.ui.result import Places, show_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.building import Built
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.cli.console import Console
    from assetforge.execution.model import Execution
    from assetforge.plan.model import Plan


def run_build_command(console: Console, project: Project, given: Mapping[str, object]) -> Exit:
    """Build and tell how it went."""
    options = _options(console, given)
    as_json = bool(given["as_json"])

    def planned(found: Situation) -> None:
        console.say(warnings_text(console, found))
        if not as_json and found.plan.has_changes:
            console.say(plan_text(console, found, sys.stderr) + "\n")

    with watching(console) as observer:
        audience = Audience(
            planned=planned, observer=observer, tell=console.say, leave=say_that_it_was_left
        )
        built = build_project(project, options, audience)
    return _tell(console, project, built, as_json=as_json)


def _tell(console: Console, project: Project, built: Built, *, as_json: bool) -> Exit:
    if built.execution is None:
        console.say("Nothing was built and nothing was spent.")
        return Exit.DONE
    report = build_report(built.situation.plan, built.execution)
    places = Places(output=_shown_output(project, built), lock=_shown_lock(project))
    if as_json:
        console.data(build_document(report))
    elif _was_idle(built.situation.plan, built.execution):
        console.say(plan_text(console, built.situation, sys.stderr))
    else:
        text = show_result(report, places, style=console.style(sys.stderr))
        (console.warn if built.execution.exit else console.say)(text)
    if built.stopped_by is Exit.INTERRUPTED or built.stopped_by is Exit.TERMINATED:
        return built.stopped_by
    return built.execution.exit


def _was_idle(plan: Plan, execution: Execution) -> bool:
    """Say whether all that there is to tell stands in the plan already."""
    return not (plan.has_changes or execution.exit or execution.left)


def _shown_output(project: Project, built: Built) -> str:
    output = built.situation.reading.manifest.output
    return f".assetforge/draft/{output}" if project.is_draft else output


def _shown_lock(project: Project) -> str:
    return ".assetforge/draft/assets.lock" if project.is_draft else "assets.lock"


def _options(console: Console, given: Mapping[str, object]) -> BuildOptions:
    limit, limits = _limits(cast("tuple[str, ...]", given["max_credits"]))
    consent = Consent(
        limit=limit, limits=limits, spends_nothing=bool(given["no_spend"]),
        says_yes=bool(given["says_yes"]), in_ci=in_ci(),
        ask=_ask if console.is_interactive else None,
    )  # fmt: skip
    return BuildOptions(
        wishes=chosen_of(given).wishes(), consent=consent, jobs=cast("int | None", given["jobs"]),
        stops_at_failure=bool(given["fail_fast"]), is_locked=bool(given["is_locked"]),
        lock_timeout=cast("float", given["lock_timeout"]), prunes=bool(given["prune"]),
        command="assetforge " + " ".join(sys.argv[1:]),
    )  # fmt: skip


def _limits(words: tuple[str, ...]) -> tuple[Decimal | None, dict[str, Decimal]]:
    limit: Decimal | None = None
    limits: dict[str, Decimal] = {}
    for word in words:
        provider, has_name, amount = word.rpartition("=")
        if has_name:
            limits[provider] = _amount(word, amount)
        else:
            limit = _amount(word, word)
    return limit, limits


def _amount(word: str, amount: str) -> Decimal:
    try:
        number = Decimal(amount)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise _no_amount(word)
    return number


def _no_amount(word: str) -> click.UsageError:
    return click.UsageError(f"--max-credits {word}: write a number, or PROVIDER=NUMBER")


def _ask(question: str) -> bool:
    return click.confirm(question, default=False, err=True)
