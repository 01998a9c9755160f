"""A merge that git has not finished: whoever would go by one side of a lock is stopped.

.git says that something is under way? ─no──▶ go on, at the price of one look at a folder
   └─yes─▶ does git hold two sides of the lock? ─yes─▶ refused: `assetforge lock --resolve` first

Where a driver cannot run, git leaves our side in the file, without a mark. A build from that would
pay for what the other side bought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.git_unfinished import may_be_unmerged
from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import AssetforgeError, InvalidError

if TYPE_CHECKING:
    from assetforge.adapters.git_stages import Stages
    from assetforge.app.project import Project


def read_open_stages(project: Project) -> Stages | None:
    """Read what git holds of a lock that is not merged; None where it is, or git does not answer.

    Where git does not answer, what the file says has to do.
    """
    if project.is_draft:  # never committed
        return None
    from assetforge.adapters.git_repository import find_repository  # noqa: PLC0415 - starts git
    from assetforge.adapters.git_stages import read_stages  # noqa: PLC0415 - as above

    try:
        repository = find_repository(project.root)
        return None if repository is None else read_stages(repository, project.shown_lock)
    except AssetforgeError:
        return None


def refuse_unmerged(project: Project) -> None:
    """See that git holds one lock, not several sides of it.

    Raises:
        InvalidError: it holds several.
    """
    if not project.is_draft and may_be_unmerged(project.root) and read_open_stages(project):
        raise _unmerged(project.shown_lock)


def _unmerged(name: str) -> InvalidError:
    problem = Diagnostic(
        code="merge-conflict", place=Place(file=name, line=1, column=1, length=1),
        summary="merge conflict",
        detail="git holds both sides of this file, and what one side bought may not stand in it",
        hint=f"run `assetforge lock --resolve`, then `git add {name}`: it costs nothing",
    )  # fmt: skip
    error = InvalidError([problem], {})
    error.next_step = (
        f"Merge the manifest, run `assetforge lock --resolve`, then `git add {name}`. All of it is "
        "free."
    )
    return error
