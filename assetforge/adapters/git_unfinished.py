"""Whether git is in the midst of something that may leave files unmerged, found without git.

.git/            a folder; in a worktree or a submodule a file that says where it is
  MERGE_HEAD     a merge; CHERRY_PICK_HEAD, REVERT_HEAD and SQUASH_MSG likewise
  rebase-merge/  a rebase, and rebase-apply/; REBASE_HEAD where it stopped

One listing of that folder is all: every build asks this, and git itself takes longer to start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

# The files that git-status(1) tells an operation in progress by, in wt-status.c (git 2.39).
_SIGNS: Final = frozenset({
    "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD", "SQUASH_MSG", "rebase-merge",
    "rebase-apply",
})  # fmt: skip
_POINTER: Final = "gitdir: "
_MOST: Final = 4096  # characters of a path


def may_be_unmerged(folder: str) -> bool:
    """Say whether git may have unmerged files there; True where the disk does not tell."""
    try:
        place = _git_folder(Path(folder).absolute())
        return place is not None and any(each.name in _SIGNS for each in place.iterdir())
    except FileNotFoundError:
        return False  # a pointer to nowhere: git does not work here either
    except (OSError, ValueError):
        return True


def _git_folder(folder: Path) -> Path | None:
    """Find git's own folder, from the nearest `.git` above; None where there is none."""
    for above in (folder, *folder.parents):
        place = above / ".git"
        if place.is_dir():
            return place
        if place.is_file():
            with place.open(encoding="utf-8") as pointer:
                return above / pointer.read(_MOST).removeprefix(_POINTER).strip()
    return None
