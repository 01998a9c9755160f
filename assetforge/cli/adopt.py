"""`assetforge adopt`: bring an existing result of a service under management."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.adopting import Adoption, adopt_job
from assetforge.app.building import Audience
from assetforge.app.project import find_manifest, project_at
from assetforge.app.timing import now
from assetforge.cli.command import Command
from assetforge.cli.complete import complete_asset
from assetforge.cli.console import ask
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.report.build import build_report
from assetforge.ui.adopt import adopted_document, show_adopted
from assetforge.ui.progress_lines import Lines
from assetforge.ui.result import show_result

if TYPE_CHECKING:
    from assetforge.app.adopting import Adopted
    from assetforge.app.building import Built
    from assetforge.app.planning import Situation
    from assetforge.cli.console import Console


@click.command("adopt", cls=Command)
@click.argument("asset", shell_complete=complete_asset)
@option("--job", required=True, metavar="ID", help="The job, by its id at the provider.")
@option("-y", "--yes", "says_yes", is_flag=True, help="Agree though it differs from the manifest.")
@as_json
@click.pass_obj
def command(console: Console, *, asset: str, job: str, says_yes: bool, as_json: bool) -> Exit:
    """Make an existing result of LetzAI the result of ASSET. Costs nothing.

    The job is asked for by its id, waited for if it still runs, downloaded and examined; store,
    lock and output get it as if it had been built. Where its prompt or model is another than the
    manifest's, somebody has to agree: at a terminal, or with -y.
    """
    project = project_at(find_manifest(console.manifest), is_draft=False)
    lines = Lines(now, console.say, console.style(sys.stderr))
    audience = Audience(planned=_heard, observer=lines, tell=console.say)
    adoption = Adoption(
        asset=asset, job=job, says_yes=says_yes, ask=ask if console.is_interactive else None
    )
    done = adopt_job(project, adoption, audience)
    _tell(console, asset, done, as_json=as_json)
    return _exit(done.built)


def _tell(console: Console, asset: str, done: Adopted, *, as_json: bool) -> None:
    made, told = done.bought.made, (*done.differences, *done.bought.remarks)
    execution = done.built.execution
    outcome = None if execution is None else execution.outcomes.get(asset)
    if as_json:
        output = "" if outcome is None or outcome.entry is None else outcome.entry.output
        console.data(adopted_document(asset, made, told, output))
        return
    console.out(show_adopted(asset, made, told, style=console.style(sys.stdout)))
    if execution is not None and execution.exit:
        report = build_report(done.built.situation.plan, execution)
        folder = done.built.situation.reading.manifest.output
        console.warn(show_result(report, folder, style=console.style(sys.stderr)))


def _exit(built: Built) -> Exit:
    return Exit.DONE if built.execution is None else built.execution.exit


def _heard(_found: Situation) -> None:
    """Say nothing of the plan: it only puts the result in its place."""
