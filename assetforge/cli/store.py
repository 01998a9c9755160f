"""`assetforge store`: what it holds, where it is, what may go."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.project import store_folder
from assetforge.app.storing import GRACE_DAYS, collect_garbage, list_store
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.ui.collected import collected_document, show_collected
from assetforge.ui.store import place_document, show_stored, stored_document

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.group("store")
def command() -> None:
    """Look after the store of finished work. It is no cache: nothing goes by itself."""


@command.command("where", cls=Command)
@as_json
@click.pass_obj
def where(console: Console, *, as_json: bool) -> Exit:
    """Print the folder of the store; ASSETFORGE_STORE_DIR moves it."""
    if as_json:
        console.data(place_document(store_folder()))
    else:
        console.out(store_folder())
    return Exit.DONE


@command.command("ls", cls=Command)
@as_json
@click.pass_obj
def ls(console: Console, *, as_json: bool) -> Exit:
    """List every finished piece of work and the credits it is worth.

    Exit 9 if a record cannot be read; the others are listed.
    """
    stored = list_store()
    if as_json:
        console.data(stored_document(stored))
    else:
        console.out(show_stored(stored, style=console.style(sys.stdout), width=console.width))
    return Exit.DAMAGED if stored.torn else Exit.DONE


@command.command("gc", cls=Command)
@option(
    "--days",
    type=click.IntRange(min=0),
    metavar="DAYS",
    default=GRACE_DAYS,
    show_default=True,
    help="Spare what is no older, or what a lock referred to since; 0: what one refers to now.",
)
@option("-y", "--yes", "does_it", is_flag=True, help="Remove it; otherwise it is only listed.")
@option("--paid", "destroys_paid", is_flag=True, help="Remove what was paid for too.")
@as_json
@click.pass_obj
def gc(console: Console, *, days: int, does_it: bool, destroys_paid: bool, as_json: bool) -> Exit:
    """List what no lock refers to and the credits it would destroy; `--yes` removes it.

    What a lock refers to is never removed. Exit 9 if a record cannot be read; it stays, too.
    """
    found = collect_garbage(days=days, does_it=does_it, destroys_paid=destroys_paid)
    if as_json:
        console.data(collected_document(found))
    else:
        console.out(show_collected(found, style=console.style(sys.stdout), width=console.width))
    return Exit.DAMAGED if found.torn else Exit.DONE
