"""Of which files the texts of a command speak, told by what its person named."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.ui.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.app.project import Project
    from assetforge.cli.console import Console


def scope_of(console: Console, project: Project) -> Scope:
    """Say how texts name the files of a project, or of its draft, and commands that mean them."""
    folder = Path(project.outputs).relative_to(project.root).as_posix()
    return Scope(
        lock=project.shown_lock,
        folder="" if folder == "." else f"{folder}/",
        options=tuple(_options(console, project)),
    )


def _options(console: Console, project: Project) -> Iterator[str]:
    if console.manifest is not None:
        yield "--manifest"
        yield shlex.quote(console.manifest)
    if project.is_draft:
        yield "--draft"
