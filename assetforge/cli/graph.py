"""`assetforge graph`: who needs whom, coloured by state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, draft, option, targets
from assetforge.cli.planned import chosen_of
from assetforge.core.exits import Exit
from assetforge.graph.select import select
from assetforge.ui.graph_dot import graph_dot
from assetforge.ui.graph_json import graph_document
from assetforge.ui.graph_mermaid import graph_mermaid
from assetforge.ui.graph_svg import graph_svg

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
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Draw the graph of assets, each coloured by what a build would do with it."""
    project = project_at(find_manifest(console.manifest), is_draft=bool(given["is_draft"]))
    wishes = chosen_of(given).wishes()
    found = plan_project(project, wishes)
    graph = select(found.reading.graph, wishes.selection)
    states: States = {step.address: step.action for step in found.plan.steps}
    form = str(given["form"])
    if given["as_json"] or form == "json":
        console.data(graph_document(graph, states))
    else:
        drawn = {"mermaid": graph_mermaid, "dot": graph_dot, "svg": graph_svg}[form]
        console.out(drawn(graph, states))
    return Exit.DONE
