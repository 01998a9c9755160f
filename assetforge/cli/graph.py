"""`assetforge graph`: who needs whom, coloured by state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.options import draft, option, targets
from assetforge.cli.planned import Chosen
from assetforge.core.exits import Exit
from assetforge.graph.select import select
from assetforge.ui.graph_dot import graph_dot
from assetforge.ui.graph_json import graph_document
from assetforge.ui.graph_mermaid import graph_mermaid
from assetforge.ui.graph_svg import graph_svg
from assetforge.ui.machine import to_json

if TYPE_CHECKING:
    from assetforge.cli.console import Console
    from assetforge.ui.graph_look import States

FORMATS = ("mermaid", "dot", "svg", "json")


@click.command("graph", cls=Command)
@targets
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="mermaid",
    show_default=True,
    help="What to print.",
)
@draft
@click.pass_obj
def command(console: Console, /, form: str, *, is_draft: bool, **chosen: tuple[str, ...]) -> Exit:
    """Draw the graph of assets, each coloured by what a build would do with it."""
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    targets = (*chosen["targets"], *chosen["more_targets"])
    wishes = Chosen(targets=targets, excludes=chosen["excludes"]).wishes()
    found = plan_project(project, wishes)
    graph = select(found.reading.graph, wishes.selection)
    states: States = {step.address: step.action for step in found.plan.steps}
    if form == "json":
        console.out(to_json(graph_document(graph, states)))
    else:
        drawn = {"mermaid": graph_mermaid, "dot": graph_dot, "svg": graph_svg}[form]
        console.out(drawn(graph, states))
    return Exit.DONE
