"""`assetforge plan`: what a build would do, why, and for how much."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.memo import count_if_unchanged
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.frozen import refuse_beside_frozen
from assetforge.cli.github import in_actions
from assetforge.cli.options import (
    as_json,
    dialect,
    draft,
    frozen,
    locked,
    online,
    option,
    replaced,
    targets,
)
from assetforge.cli.plan_file import refuse_unrecognised
from assetforge.core.exits import Exit
from assetforge.ui.idle import nothing_to_do

if TYPE_CHECKING:
    from assetforge.cli.console import Console


def _named(_ctx: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    if given == "":  # a variable of a script that is not set: the plan would be saved nowhere
        message = "name the file to save the plan to"
        raise click.BadParameter(message)
    if given is not None:
        refuse_unrecognised(given)
    return given


@click.command("plan", cls=Command)
@targets
@replaced
@draft
@locked
@frozen
@online
@dialect
@option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False), callback=_named,
    help="Save the plan: `build FILE` carries out that much, once, and nothing more.",
)  # fmt: skip
@option("--detailed-exitcode", is_flag=True, help="Exit 2 if a build would do anything.")
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Show what a build would do, why, and for how many credits. Writes nothing but `--out`.

    TARGET is an asset, all cells of one, or a glob; what it needs comes along.
    """
    refuse_beside_frozen(given)
    project = project_at(find_manifest(console.manifest), is_draft=bool(given["is_draft"]))
    details = ("targets", "more_targets", "excludes", "replace", "as_json", "is_online", "out")
    is_whole = not (console.is_verbose or in_actions()) and not any(given[name] for name in details)
    count = count_if_unchanged(project) if is_whole else None
    if count is not None:
        console.out(console.style(sys.stdout).good(nothing_to_do(count)))
        return Exit.DONE
    # Loaded here only: a plan that finds nothing to do needs none of it.
    from assetforge.cli.planned import run_plan_command  # noqa: PLC0415

    has_changes = run_plan_command(console, project, given)
    return Exit.CHANGES if has_changes and given["detailed_exitcode"] else Exit.DONE
