"""Saved plans on the screen."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.app.approving import committed_plan
from assetforge.app.planning import plan_project
from assetforge.app.project import find_manifest, project_at
from assetforge.app.reading import read_lock
from assetforge.app.saving import doubts_about, load_plan, wishes_of
from assetforge.core.errors import AssetforgeError
from assetforge.core.exits import Exit
from assetforge.core.text import one_line
from assetforge.ui.approval import approval_table, approval_words
from assetforge.ui.machine_plan import plan_document
from assetforge.ui.plan import show_plan

if TYPE_CHECKING:
    from assetforge.app.approving import Committed
    from assetforge.app.saving import Saved
    from assetforge.cli.console import Console
    from assetforge.core.values import Table

_UNTOLD: Final[Table] = {"approves": None, "approves_uploads": None}


def show_saved_plan(console: Console, path: str, *, as_json: bool) -> Exit:
    """Print what a saved plan says, whether or not it still fits; say so where it does not."""
    saved = load_plan(path)
    looked = _look(console, saved)
    plan, committed = saved.plan, looked.committed
    if as_json:
        approved = _UNTOLD if committed is None else approval_table(committed.approval)
        console.data({
            **plan_document(plan.plan), "saved_at": plan.saved_at, **approved,
            "plan_digest": plan.digest, "stale": looked.doubts or None,
        })  # fmt: skip
    else:
        console.out(f"Saved {plan.saved_at} by assetforge {one_line(plan.tool)}.\n\n")
        style = console.style(sys.stdout)
        console.out(
            show_plan(plan.plan, style=style, width=console.width, verbose=console.is_verbose)
        )
        console.out(f"Plan digest: {plan.digest}\n{_approves(committed)}\n")
    if looked.doubts:
        console.say(console.style(sys.stderr).warning(f"warning: {looked.doubts}") + "\n")
    return Exit.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A saved plan, held against the project as it is now."""

    doubts: str  # why a build would refuse it; empty where it would not
    committed: Committed | None = None  # None: the digest names something else by now


def _look(console: Console, saved: Saved) -> _Looked:
    try:
        manifest = find_manifest(console.manifest)
        project = project_at(manifest, is_draft=saved.plan.basis.is_draft)
        found = plan_project(project, wishes_of(saved, read_lock(project)))
        committed = committed_plan(found.reading, found.lock)
    except AssetforgeError as error:
        return _Looked(doubts=f"whether it still fits cannot be told: {error.what}")
    is_it = committed.digest == saved.plan.digest
    return _Looked(doubts=doubts_about(saved, found), committed=committed if is_it else None)


def _approves(committed: Committed | None) -> str:
    """Say what the digest stands for: the whole project, which this plan may be only a part of."""
    if committed is None:
        return "What it would approve cannot be told: it is not this project's as it is now."
    return approval_words(committed.approval)
