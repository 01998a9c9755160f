"""Resolving: a lock in conflict becomes one lock again, for nothing and without any network.

both sides ─ what does the merged manifest ask for? ─▶ merged ─▶ assets.lock
what was built since the merge began ───────────────────┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.run_lock import RunLock
from assetforge.adapters.state_folder import StateFolders
from assetforge.app.locking_sides import find_conflict
from assetforge.app.memo import read_memo
from assetforge.app.offers import market
from assetforge.app.project import ANCHOR
from assetforge.app.reading import read_project
from assetforge.core.errors import InvalidError
from assetforge.lock.codec import encode_lock
from assetforge.lock.merge import Merged, Versions
from assetforge.lock.model import Lock
from assetforge.lock.moved import renamed
from assetforge.plan.merging import merge_locks

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assetforge.app.locking_sides import Found
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading

Tell: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A merge that was written."""

    merged: Merged
    mixed: tuple[str, ...]  # assets whose entry git mixed out of both sides
    since: tuple[str, ...] = ()  # assets that have what was built after the merge began


def resolve_lock(project: Project, *, lock_timeout: float, tell: Tell) -> Resolved | None:
    """Merge the sides of a lock in conflict, and write it; None where nothing is to be decided.

    Raises:
        InvalidError: the manifest is not merged yet, or a side cannot be understood.
        StaleError: a newer assetforge wrote a side.
        BusyError, StorageError: a build does not end, or the disk refused.
    """
    if find_conflict(project) is None:
        return None
    with writing(project, "assetforge lock --resolve", lock_timeout, tell):
        found = find_conflict(project)
        if found is None:  # somebody was faster
            return None
        try:
            reading = read_project(project, read_memo(project))
        except InvalidError as error:
            error.next_step = "Mend what is marked above, then run `assetforge lock --resolve`."
            raise
        resolved = _resolved(found, reading)
        file = LockFile(project.lock, rescues=(project.state,))
        file.write(encode_lock(resolved.merged.lock))
    return resolved


def _resolved(found: Found, reading: Reading) -> Resolved:
    """Merge the sides; then what was built since counts as one that changed their merge."""
    moved, offered = reading.manifest.moved, market()
    merged = merge_locks(found.versions, reading.graph, reading.sources, offered, moved)
    since = renamed(Lock(entries=found.since), moved).entries
    if not since:
        return Resolved(merged=merged, mixed=found.mixed)
    later = Versions(base=merged.lock, ours=merged.lock, theirs=merged.lock.recording(since))
    lock = merge_locks(later, reading.graph, reading.sources, offered, moved).lock
    changed = {
        address for address, entry in lock.entries.items()
        if merged.lock.entries.get(address) != entry
    }  # fmt: skip
    decisions = tuple(each for each in merged.decisions if each.address not in changed)
    return Resolved(
        merged=Merged(lock=lock, decisions=decisions), mixed=found.mixed,
        since=tuple(sorted(changed)),
    )  # fmt: skip


def writing(
    project: Project, command: str, lock_timeout: float, tell: Tell
) -> AbstractContextManager[object]:
    """Be the only one that writes this project's lock, as a context.

    Raises:
        BusyError: another one does not end.
        StorageError: the disk refused.
    """
    StateFolders(project.root, project.own_folders, project.later_folders).make(ANCHOR)
    return RunLock(Path(project.run_lock), command=command, timeout=lock_timeout, waiting=tell)
