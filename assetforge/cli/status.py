"""`assetforge status`: what is up to date and what is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.holdings import store_holdings
from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, draft
from assetforge.cli.planned import Chosen
from assetforge.cli.scope import scope_of
from assetforge.core.exits import Exit
from assetforge.ui.machine_status import status_document
from assetforge.ui.status import show_status

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("status", cls=Command)
@draft
@as_json
@click.pass_obj
def command(console: Console, *, is_draft: bool, as_json: bool) -> Exit:
    """Show how the project stands: what is right, what a build would do, what was edited."""
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    found = plan_project(project, Chosen().wishes())
    holdings = store_holdings(project)
    if as_json:
        console.data(status_document(found.plan, holdings))
    else:
        style, scope = console.style(sys.stdout), scope_of(console, project)
        console.out(show_status(found.plan, holdings, style=style, scope=scope))
    return Exit.DONE
