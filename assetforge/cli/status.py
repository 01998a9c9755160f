"""`assetforge status`: what is up to date and what is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.holdings import store_holdings
from assetforge.app.in_flight import jobs_in_flight
from assetforge.app.online import look_up_tags
from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, draft, online
from assetforge.cli.planned import Chosen
from assetforge.cli.scope import scope_of
from assetforge.core.exits import Exit
from assetforge.ui.machine_status import status_document
from assetforge.ui.status import Around, show_status
from assetforge.ui.tagged import show_tagged, with_tagged

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("status", cls=Command)
@draft
@online
@as_json
@click.pass_obj
def command(console: Console, *, is_draft: bool, is_online: bool, as_json: bool) -> Exit:
    """Show how the project stands: what is right, what a build would do, what is under way.

    With --online also which results were made with an older version of a trained model.
    """
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    found = plan_project(project, Chosen().wishes())
    holdings, jobs = store_holdings(project), jobs_in_flight(found.reading.manifest.name)
    tagged = look_up_tags(found) if is_online else None
    if as_json:
        document = status_document(found.plan, holdings, jobs)
        console.data(document if tagged is None else with_tagged(document, tagged))
        return Exit.DONE
    style, scope = console.style(sys.stdout), scope_of(console, project)
    text = show_status(found.plan, Around(holdings=holdings, jobs=jobs), style=style, scope=scope)
    told = "" if tagged is None else f"\n{show_tagged(tagged, style=style, scope=scope)}"
    console.out(text + told)
    return Exit.DONE
