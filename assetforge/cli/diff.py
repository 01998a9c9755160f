"""`assetforge diff`: what a change to the project makes, costs and causes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.diffing import diff_project
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.github import report_diff, summarize_diff
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.cli.console import Console
    from assetforge.report.diff_model import Diff

FORMATS = ("text", "markdown", "json", "html", "gitlab")


@click.command("diff", cls=Command)
@click.argument("base", required=False)
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What to print; gitlab is for artifacts:reports:terraform.",
)
@option("--detailed-exitcode", is_flag=True, help="Exit 2 if anything changes.")
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Compare this tree with a commit: assets, credits, and which line causes them.

    BASE is a branch, tag or commit; compared is where this tree left it. Without BASE it is the
    remote's default branch. Needs no key and no network, and writes nothing. Where [budget] of
    either side denies a build, it ends with 4.
    """
    project = project_at(find_manifest(console.manifest), is_draft=False)
    base = given["base"]
    diff = diff_project(project, None if base is None else str(base))
    report_diff(diff)  # before anything is printed: if this fails, that is all that is said
    _print(console, diff, "json" if given["as_json"] else str(given["form"]))
    summarize_diff(console, diff)
    if diff.verdict.denied:
        return Exit.REFUSED
    return Exit.CHANGES if diff.has_changes and given["detailed_exitcode"] else Exit.DONE


def _print(console: Console, diff: Diff, form: str) -> None:
    # Each format is loaded where it is asked for.
    match form:
        case "markdown":
            from assetforge.ui.diff_markdown import diff_markdown  # noqa: PLC0415

            console.out(diff_markdown(diff))
        case "html":
            from assetforge.ui.diff_html import diff_html  # noqa: PLC0415

            console.out(diff_html(diff))
        case "gitlab":
            from assetforge.ui.diff_json import gitlab_counts  # noqa: PLC0415

            console.data(gitlab_counts(diff))
        case "json":
            from assetforge.ui.diff_json import diff_document  # noqa: PLC0415

            console.data(diff_document(diff))
        case _:
            from assetforge.ui.diff import show_diff  # noqa: PLC0415

            console.out(show_diff(diff, style=console.style(sys.stdout), width=console.width))
