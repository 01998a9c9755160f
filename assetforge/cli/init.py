"""`assetforge init`: begin a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assetforge.app.starting import is_begun, start_project
from assetforge.cli.command import Command
from assetforge.cli.options import option
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("init", cls=Command)
@option("--example", metavar="NAME", help="Copy quickstart, spring-launch or game-sprites.")
@option("--git", "has_git", is_flag=True, help="Have git merge assets.lock by asset, free.")
@click.pass_obj
def command(console: Console, *, example: str | None, has_git: bool) -> Exit:
    """Write a small project into this folder: manifest, schema, .gitignore, .gitattributes.

    It builds at once with the embedded studio provider, free and offline. With --git this
    repository gets a merge driver too, so that branches which both built assets merge without
    conflicts; in a project that exists that is all that happens, once for each clone.
    """
    if not has_git:
        _start(console, example)
        return Exit.DONE
    from assetforge.app.starting_git import (  # noqa: PLC0415 - only where it is asked for
        repository_of,
        set_up_merging,
    )

    repository = repository_of(".")  # first: without one, nothing is begun
    if example is not None or not is_begun("."):
        _start(console, example)
    set_up_merging(".", repository, console.say)
    console.say("git merges assets.lock by asset.")
    return Exit.DONE


def _start(console: Console, example: str | None) -> None:
    started = start_project(".", example)
    for name in started.files:
        console.say(f"wrote {name}")
    if started.note:
        console.say(started.note)
    console.say("Next: `assetforge plan`, then `assetforge build`.")
