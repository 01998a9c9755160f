"""`assetforge show`: what is locked, or what a saved plan says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.project import find_manifest, project_at
from assetforge.app.reading import locked_entry, read_lock
from assetforge.cli.command import Command
from assetforge.cli.complete import complete_asset
from assetforge.cli.lost_file import telling_lost_files
from assetforge.cli.options import as_json, draft
from assetforge.cli.plan_file import plan_file_of
from assetforge.cli.scope import scope_of
from assetforge.core.exits import Exit
from assetforge.ui.machine_lock import lock_document, show_document
from assetforge.ui.show import show_entry, show_lock

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("show", cls=Command)
@click.argument("asset", required=False, metavar="[ASSET|PLANFILE]", shell_complete=complete_asset)
@draft
@as_json
@click.pass_obj
def command(console: Console, *, asset: str | None, is_draft: bool, as_json: bool) -> Exit:
    """Show what assets.lock says of one ASSET, or of all; or what a saved plan says.

    A saved plan is always shown, with a warning where it no longer fits.
    """
    file = plan_file_of({"is_draft": is_draft}, [asset] if asset else [])
    if file is not None:
        from assetforge.cli.saved import show_saved_plan  # noqa: PLC0415 - only for a saved plan

        return show_saved_plan(console, file, as_json=as_json)
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    lock, scope = read_lock(project), scope_of(console, project)
    with telling_lost_files([asset] if asset else []):
        entry = None if asset is None else locked_entry(lock, asset, name=project.shown_lock)
    style = console.style(sys.stdout)
    if asset is None or entry is None:
        text = show_lock(lock, style=style, width=console.width, scope=scope)
        document = lock_document(lock)
    else:
        text = show_entry(asset, entry, style=style, width=console.width, scope=scope)
        document = show_document(asset, entry)
    if as_json:
        console.data(document)
    else:
        console.out(text)
    return Exit.DONE
