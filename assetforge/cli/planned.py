"""The rest of `assetforge plan`, where there may be something to do."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, cast

from assetforge.app.approving import committed_plan
from assetforge.app.planning import plan_project, refuse_changes
from assetforge.app.settings import user_settings
from assetforge.cli.console import PIPE_WIDTH
from assetforge.cli.github import report_plan, summarize
from assetforge.cli.scope import scope_of
from assetforge.core.text import one_line
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.plan.policy import judge
from assetforge.ui.approval import approval_table, approval_words
from assetforge.ui.excerpt import show_diagnostic
from assetforge.ui.machine_plan import plan_document
from assetforge.ui.plan import show_plan
from assetforge.ui.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.cli.console import Console
    from assetforge.core.values import Table
    from assetforge.report.approval import Approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The assets that the command line names."""

    targets: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()
    is_frozen: bool = False

    def wishes(self) -> Wishes:
        """Say it in the plan's own words."""
        selection = Selection(targets=self.targets, excludes=self.excludes)
        return Wishes(selection=selection, replace=self.replace, is_frozen=self.is_frozen)


def chosen_of(given: Mapping[str, object]) -> Chosen:
    """Take what the command line names from its options."""
    words = {
        name: cast("tuple[str, ...]", given.get(name, ()))
        for name in ("targets", "more_targets", "excludes", "replace")
    }
    return Chosen(
        targets=words["targets"] + words["more_targets"],
        excludes=words["excludes"],
        replace=words["replace"],
        is_frozen=bool(given.get("is_frozen")),
    )


def run_plan_command(console: Console, project: Project, given: Mapping[str, object]) -> bool:
    """Plan and print; say whether a build would do anything."""
    found = plan_project(project, chosen_of(given).wishes())
    report_plan(found)  # before anything is printed: if this fails, that is all that is said
    if given.get("is_online"):
        print_online(console, found, as_json=bool(given["as_json"]))
    else:
        print_plan(console, found, as_json=bool(given["as_json"]))
    summarize(
        console, "assetforge plan", lambda: f"{plan_summary(console, found)}{_approval_text(found)}"
    )  # fmt: skip
    if given["is_locked"]:
        refuse_changes(found)
    if given.get("out"):
        _save(console, found, given)
    return found.plan.has_changes


def _save(console: Console, found: Situation, given: Mapping[str, object]) -> None:
    from assetforge.app.saving import objections, save_plan  # noqa: PLC0415 - if one is saved

    path = str(given["out"])
    save_plan(found, chosen_of(given).wishes(), path)
    command = f"`{one_line(f'assetforge build {shlex.quote(path)}')}`"
    against = "\n".join(f"{command}: {each}" for each in objections(found))
    console.say(
        f"Saved to {one_line(path)}. {against}\n"
        if against
        else f"Saved to {one_line(path)}: {command} carries out that much and no more.\n"
    )


def print_plan(console: Console, found: Situation, *, as_json: bool) -> None:
    """Print a plan and the warnings of its manifest; programs and `-v` get its digest, too."""
    console.say(warnings_text(console, found))
    if as_json:
        console.data({**plan_document(found.plan), **_digest(found)})
        return
    console.out(plan_text(console, found, sys.stdout))
    if console.is_verbose:
        console.out(_approval_text(found))


def print_online(console: Console, found: Situation, *, as_json: bool) -> None:
    """Print a plan, and which trained models its tags name now."""
    from assetforge.app.online import look_up_tags, tag_diagnostics  # noqa: PLC0415 - if asked for
    from assetforge.ui.tagged import show_tagged, with_tagged  # noqa: PLC0415 - as above

    tagged = look_up_tags(found)
    style, texts = console.style(sys.stderr), found.reading.texts
    console.say(warnings_text(console, found))
    for each in tag_diagnostics(tagged, found.reading, "warning"):
        console.say(f"{show_diagnostic(each, texts, style=style)}\n\n")
    if as_json:
        console.data(with_tagged({**plan_document(found.plan), **_digest(found)}, tagged))
        return
    scope = scope_of(console, found.project)
    told = show_tagged(tagged, style=console.style(sys.stdout), scope=scope)
    console.out(f"{plan_text(console, found, sys.stdout)}\n{told}")


def _digest(found: Situation) -> Table:
    approval = _approval(found)
    return {} if approval is None else approval_table(approval)


def _approval_text(found: Situation) -> str:
    """Write the digest and what it approves, which may be more than the plan above it."""
    approval = _approval(found)
    if approval is None or not approval.is_needed:
        return ""
    return f"\nPlan digest: {approval.digest}\n{approval_words(approval)}\n"


def _approval(found: Situation) -> Approval | None:
    """Plan the whole project as it is committed; None: drafts and locked results are free."""
    if found.project.is_draft or found.plan.is_frozen:
        return None
    return committed_plan(found.reading, found.lock).approval


def plan_text(console: Console, found: Situation, stream: TextIO) -> str:
    """Write a plan as it looks on a stream."""
    return show_plan(
        found.plan, style=console.style(stream), width=console.width, verbose=console.is_verbose,
        scope=scope_of(console, found.project),
    )  # fmt: skip


def plan_summary(console: Console, found: Situation) -> str:
    """Write a plan as it looks where there is no colour and nobody chose a width."""
    scope = scope_of(console, found.project)
    return show_plan(found.plan, style=PLAIN, width=PIPE_WIDTH, scope=scope)


def warnings_text(console: Console, found: Situation) -> str:
    """Write the warnings of a manifest, of its budget, and those of the user's own config."""
    style, texts = console.style(sys.stderr), found.reading.texts
    warnings = (*user_settings().warnings, *found.reading.manifest.warnings)
    verdict = judge(found.plan, found.reading.manifest.budget)
    policy = (
        *(f"a build is refused: {sentence}" for sentence in verdict.denied), *verdict.warned,
    )  # fmt: skip
    shown = [show_diagnostic(each, texts, style=style) for each in warnings]
    said = [f"{style.warning('warning')}: {one_line(sentence, 400)}" for sentence in policy]
    return "\n\n".join((*shown, *said))
