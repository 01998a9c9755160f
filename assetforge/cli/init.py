"""`assetforge init`: begin a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assetforge.app.starting import start_project
from assetforge.cli.command import Command
from assetforge.cli.options import option
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("init", cls=Command)
@option("--example", metavar="NAME", help="Copy quickstart, spring-launch or game-sprites.")
@click.pass_obj
def command(console: Console, *, example: str | None) -> Exit:
    """Write a small project into this folder: manifest, schema, .gitignore, .gitattributes.

    It builds at once with the embedded studio provider, free and offline.
    """
    started = start_project(".", example)
    for name in started.files:
        console.say(f"wrote {name}")
    if started.note:
        console.say(started.note)
    console.say("Next: `assetforge plan`, then `assetforge build`.")
    return Exit.DONE
