"""`assetforge verify`: every locked byte is read and compared."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.project import find_manifest, project_at
from assetforge.app.verifying import verify_project
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, draft, option
from assetforge.core.exits import Exit
from assetforge.ui.verify import show_verdicts, verdicts_document

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("verify", cls=Command)
@option("--heal", "heals", is_flag=True, help="Set stored bytes right from the output files.")
@draft
@as_json
@click.pass_obj
def command(console: Console, *, heals: bool, is_draft: bool, as_json: bool) -> Exit:
    """Read every locked byte, in the store and in the outputs, and compare it with its digest.

    Exit 9 if something is damaged or lost that cannot be healed for free, 1 if it can.
    """
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    verdicts = verify_project(project, heals=heals)
    if as_json:
        console.data(verdicts_document(verdicts))
    else:
        console.out(show_verdicts(verdicts, style=console.style(sys.stdout)))
    wrong = [verdict for verdict in verdicts if not verdict.is_right]
    if not wrong:
        return Exit.DONE
    return Exit.FAILED if all(verdict.heals_free for verdict in wrong) else Exit.DAMAGED
