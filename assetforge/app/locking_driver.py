"""Git's merge driver: git hands over three files, and takes what stands in ours afterwards.

git merge ─▶ assetforge lock --merge-driver BASE OURS THEIRS PATH
               ├ decided by the manifest that git is about to write ─▶ OURS is the merge, exit 0
               ├ that cannot be known: a rebase, a conflict in it ───▶ marks around what is open
               └ it fails, whatever the reason ──────────────────────▶ marks around both sides

Git takes what stands in OURS even where its driver fails: without marks that would be our side, and
what the other side bought would be forgotten.

In the midst of a merge the manifest of the working tree still is ours, so nothing is decided by it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from assetforge.adapters.files import write_atomically
from assetforge.adapters.git_merge import merged_tree
from assetforge.adapters.git_repository import find_repository
from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.lock_file import LockFile
from assetforge.app.locking_sides import read_base, read_side
from assetforge.app.offers import market
from assetforge.app.project import ENDING
from assetforge.app.reading import read_tree
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.lock.codec import encode_lock
from assetforge.lock.conflict_text import conflict_text, whole_conflict
from assetforge.lock.merge import Merged, Versions, merge
from assetforge.plan.merging import merge_locks

_THEIRS: Final = "GITHEAD_"  # and the commit: what `git merge` tells its drivers (git 2.39)


def drive_merge(base: str, ours: str, theirs: str, path: str) -> Merged:
    """Merge the files that git hands over into `ours`; `path` is the lock's, from the top.

    Where a decision is open, both sides stand in it between marks; where the merge fails, all of
    both sides.

    Raises:
        UsageError: one of the files is not there; nothing was written.
        InvalidError: a side cannot be understood.
        StaleError: a newer assetforge wrote a side.
        StorageError: the disk refused.
    """
    texts = (_handed(ours), _handed(base), _handed(theirs))
    try:
        merged, text = _merged(texts, path)
    except BaseException:
        write_atomically(Path(ours), whole_conflict(*texts))
        raise
    write_atomically(Path(ours), text)
    return merged


def _handed(name: str) -> bytes:
    """Read a file that git hands over; it gives an empty one where a side has none."""
    data = LockFile(name).read()
    if data is None:
        raise _not_there(name)
    return data


def _merged(texts: tuple[bytes, bytes, bytes], path: str) -> tuple[Merged, bytes]:
    ours, base, theirs = texts
    versions = Versions(
        base=read_base(base, f"{path} (base)"),
        ours=read_side(ours, f"{path} (ours)"),
        theirs=read_side(theirs, f"{path} (theirs)"),
    )
    merged = _by_manifest(versions, path) or merge(versions)
    is_open = any(each.is_open for each in merged.decisions)
    return merged, conflict_text(merged, versions) if is_open else encode_lock(merged.lock)


def _by_manifest(versions: Versions, path: str) -> Merged | None:
    """Merge by what the merged manifest asks for; None where it cannot be known now."""
    theirs = [name.removeprefix(_THEIRS) for name in os.environ if name.startswith(_THEIRS)]
    if len(theirs) != 1:  # a rebase, a cherry-pick, or several branches at once
        return None
    try:
        return _merged_by(theirs[0], versions, path)
    except AssetforgeError:  # then somebody has to finish it, once the manifest is merged
        return None


def _merged_by(theirs: str, versions: Versions, path: str) -> Merged | None:
    folder, _, name = path.rpartition("/")
    repository = find_repository(folder or ".")
    tree = None if repository is None else merged_tree(repository, "HEAD", theirs)
    if repository is None or tree is None:
        return None
    reading = read_tree(GitTree(repository, tree), Path(name).with_suffix(ENDING).name)
    moved = reading.manifest.moved
    return merge_locks(versions, reading.graph, reading.sources, market(), moved)


def _not_there(name: str) -> UsageError:
    return UsageError(
        f"`{name}` is not there, so there is nothing to merge",
        next_step="Leave it to git to call this; `assetforge lock --resolve` is for people.",
    )
