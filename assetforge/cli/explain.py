"""`assetforge explain`: every part of an asset's key, and what changed since the lock."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.explaining import explain_asset
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.complete import complete_asset
from assetforge.cli.options import as_json, draft
from assetforge.cli.scope import scope_of
from assetforge.core.exits import Exit
from assetforge.ui.explain import Look, show_explanation
from assetforge.ui.machine_explain import explain_document

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("explain", cls=Command)
@click.argument("asset", shell_complete=complete_asset)
@draft
@as_json
@click.pass_obj
def command(console: Console, *, asset: str, is_draft: bool, as_json: bool) -> Exit:
    """Show every part of ASSET's key, where each came from, and what changed since the lock."""
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    explanation = explain_asset(project, asset)
    if as_json:
        console.data(explain_document(explanation))
    else:
        look = Look(
            style=console.style(sys.stdout), width=console.width, is_verbose=console.is_verbose,
            scope=scope_of(console, project),
        )  # fmt: skip
        console.out(show_explanation(explanation, look))
    return Exit.DONE
