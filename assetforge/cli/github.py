"""What a command tells GitHub Actions beside its output; anywhere else nothing of it happens.

GITHUB_OUTPUT         changes, credits, credits_max, limits,          plan, diff, build
                      plan_digest, approves_max
GITHUB_STEP_SUMMARY   what was printed, as Markdown                   plan, diff, build
::error file=…        every problem at its line                       whatever finds one
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assetforge.app.planning import Situation
    from assetforge.cli.console import Console
    from assetforge.core.diagnostics import Diagnostic
    from assetforge.report.diff_model import Diff

_MANIFEST: Final = "--manifest"


def in_actions() -> bool:
    """Say whether GitHub Actions runs this."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def report_plan(found: Situation) -> None:
    """Give later steps what a plan says."""
    if in_actions():
        from assetforge.app.step_report import approval_of, report_values  # noqa: PLC0415 - in CI
        from assetforge.ui.step_report import step_values  # noqa: PLC0415 - as above

        plan = found.plan
        costs, has_changes = (plan.costs(), plan.costs_in_all()), plan.has_changes
        report_values(step_values(*costs, approval_of(found), has_changes=has_changes))


def summarize(console: Console, title: str, write: Callable[[], str]) -> None:
    """Add a text without colours, which is written only then, to the summary of the step."""
    if in_actions():
        from assetforge.ui.step_report import text_summary  # noqa: PLC0415 - only in CI

        _add(console, text_summary(title, write()))


def report_diff(diff: Diff) -> None:
    """Give later steps what a diff says."""
    if in_actions():
        from assetforge.app.step_report import report_values  # noqa: PLC0415 - only in CI
        from assetforge.ui.step_report import step_values  # noqa: PLC0415 - as above

        costs, has_changes = (diff.spend, diff.spend), diff.has_changes
        report_values(step_values(*costs, diff.approval, has_changes=has_changes))


def summarize_diff(console: Console, diff: Diff) -> None:
    """Add what a diff says to the summary of the step."""
    if in_actions():
        from assetforge.ui.diff_markdown import diff_markdown  # noqa: PLC0415 - only in CI
        from assetforge.ui.step_report import LIMIT  # noqa: PLC0415 - as above

        _add(console, f"{diff_markdown(diff, limit=LIMIT)}\n")


def annotate(diagnostics: Iterable[Diagnostic], manifest: str | None) -> None:
    """Show problems beside the lines that they speak of."""
    if in_actions():
        from assetforge.cli.streams import command  # noqa: PLC0415 - only in CI
        from assetforge.ui.annotation import annotation_of, show_annotations  # noqa: PLC0415

        folder = _project_folder(manifest)
        command(show_annotations(annotation_of(each, folder) for each in diagnostics))


def named_manifest(words: Sequence[str]) -> str | None:
    """Find the manifest that a command line names, also one that was never parsed."""
    for place, word in enumerate(words):
        if word == _MANIFEST and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(f"{_MANIFEST}="):
            return word.partition("=")[2]
    return os.environ.get("ASSETFORGE_MANIFEST")


def _add(console: Console, text: str) -> None:
    from assetforge.app.step_report import report_summary  # noqa: PLC0415 - only in CI
    from assetforge.core.errors import StorageError  # noqa: PLC0415 - as above

    try:
        has_room = report_summary(text)
    except StorageError as error:  # what a command found is told, and what it paid for is saved
        warning = console.style(sys.stderr).warning("warning")
        console.warn(f"{warning}: The summary of this step could not be written: {error.what}")
        return
    if not has_room:
        console.say("The summary of this step is full, so nothing was added to it.")


def _project_folder(manifest: str | None) -> str:
    """Name the way from the repository to the project; empty where that is not known."""
    from assetforge.app.project import find_manifest, project_at  # noqa: PLC0415 - only in CI
    from assetforge.core.errors import UsageError  # noqa: PLC0415 - as above

    top = os.environ.get("GITHUB_WORKSPACE", "")
    try:
        root = project_at(find_manifest(manifest), is_draft=False).root
        way = os.path.relpath(os.path.realpath(root), os.path.realpath(top)) if top else ""
    except (UsageError, ValueError):  # none is there; or, on Windows, it lies on another disk
        return ""
    is_below = way not in {"", os.curdir} and not way.startswith(os.pardir)
    return f"{way.replace(os.sep, '/')}/" if is_below else ""
