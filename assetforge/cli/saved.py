"""Saved plans on the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.app.reading import read_lock
from assetforge.app.saving import doubts_about, load_plan, wishes_of
from assetforge.core.errors import AssetforgeError
from assetforge.core.exits import Exit
from assetforge.core.text import one_line
from assetforge.ui.machine_plan import plan_document
from assetforge.ui.plan import show_plan

if TYPE_CHECKING:
    from assetforge.app.saving import Saved
    from assetforge.cli.console import Console


def show_saved_plan(console: Console, path: str, *, as_json: bool) -> Exit:
    """Print what a saved plan says, whether or not it still fits; say so where it does not."""
    saved = load_plan(path)
    doubts = _doubts(console, saved)
    plan = saved.plan
    if as_json:
        console.data({
            **plan_document(plan.plan), "saved_at": plan.saved_at, "plan_digest": plan.digest,
            "stale": doubts or None,
        })  # fmt: skip
    else:
        console.out(f"Saved {plan.saved_at} by assetforge {one_line(plan.tool)}.\n\n")
        style = console.style(sys.stdout)
        console.out(
            show_plan(plan.plan, style=style, width=console.width, verbose=console.is_verbose)
        )
        console.out(f"Digest: {plan.digest}\n")
    if doubts:
        console.say(console.style(sys.stderr).warning(f"warning: {doubts}") + "\n")
    return Exit.DONE


def _doubts(console: Console, saved: Saved) -> str:
    try:
        manifest = find_manifest(console.manifest)
        project = project_at(manifest, is_draft=saved.plan.basis.is_draft)
        found = plan_project(project, wishes_of(saved, read_lock(project)))
    except AssetforgeError as error:
        return f"whether it still fits cannot be told: {error.what}"
    return doubts_about(saved, found)
