"""`assetforge check`: the manifest and the lock are valid, nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.checking import check_project
from assetforge.app.project import find_manifest, project_at
from assetforge.app.settings import user_settings
from assetforge.cli.command import Command
from assetforge.cli.github import annotate
from assetforge.cli.options import as_json, dialect, online
from assetforge.core.errors import InvalidError
from assetforge.core.exits import Exit
from assetforge.ui.excerpt import show_diagnostic
from assetforge.ui.machine_check import check_document
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.cli.console import Console


@click.command("check", cls=Command)
@online
@dialect
@as_json
@click.pass_obj
def command(console: Console, *, is_online: bool, as_json: bool) -> Exit:
    """Check the manifest and the lock. No network, no keys, nothing written.

    Every problem is shown at once, with its place and a way out. Exit 65 if there is one. With
    --online each `@tag` is looked up, which needs a key and is free; one that names no trained
    model is a problem, too.
    """
    project = project_at(find_manifest(console.manifest), is_draft=False)
    reading = check_project(project)
    warnings = (*user_settings().warnings, *reading.manifest.warnings)
    annotate(reading.manifest.warnings, console.manifest)
    style = console.style(sys.stderr)
    told = _look_up(console, project, reading) if is_online else ""
    if as_json:
        console.data(check_document(warnings, assets=len(reading.manifest.assets)))
        return Exit.DONE
    for warning in warnings:
        console.say(f"{show_diagnostic(warning, reading.texts, style=style)}\n\n")
    count = len(reading.manifest.assets)
    files = ", ".join(reading.texts) if len(reading.texts) <= 3 else f"{len(reading.texts)} files"  # noqa: PLR2004 - three names still fit
    verb = "is" if count == 1 else "are"
    console.say(told)
    console.say(style.good(f"{counted(count, 'asset')} in {files} {verb} valid."))
    return Exit.DONE


def _look_up(console: Console, project: Project, reading: Reading) -> str:
    """Look every tag up; say what they name.

    Raises:
        InvalidError: one names nothing that works.
    """
    from assetforge.app.online import (  # noqa: PLC0415 - only where it is asked for
        look_up_manifest,
        tag_diagnostics,
    )
    from assetforge.ui.tagged import show_tagged  # noqa: PLC0415 - as above

    tagged = look_up_manifest(project.state, reading)
    problems = tag_diagnostics(tagged, reading, "error")
    if problems:
        raise InvalidError(problems, reading.texts)
    return show_tagged(tagged, style=console.style(sys.stderr))
