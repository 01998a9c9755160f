"""Pruning: removing the files of assets that the manifest no longer has, where they are still ours.

What was made stays in the store, so an asset that comes back is restored at no cost. A file in
which another asset or a source lies by now stays; only the entry goes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.core.paths import fold
from assetforge.execution.placing import taken_paths
from assetforge.lock.codec import encode_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.adapters.store import FileStore
    from assetforge.app.planning import Situation
    from assetforge.lock.model import Entry, Lock


def prune(found: Situation, lock: Lock, store: FileStore, tell: Callable[[str], None]) -> Lock:
    """Remove orphans' files and their entries; a file edited by hand stays, and so does its entry.

    A file that is the only copy of a result goes into the store first.

    Raises:
        StorageError: the disk refused.
    """
    outputs = Outputs(found.project.outputs)
    known = {name: entry for name, entry in lock.entries.items() if _is_known(found, name)}
    users = taken_paths(found.reading.graph, known)
    gone: set[str] = set()
    for orphan in found.plan.orphans:
        entry, user = lock.entries[orphan.address], users.get(fold(orphan.output))
        _secure(entry, found.project.outputs, store)
        if user is not None:
            gone.add(orphan.address)
            tell(f"removed {orphan.address}; {orphan.output} stays: it belongs to {user}")
        elif outputs.discard(orphan.output, entry.file.digest):
            gone.add(orphan.address)
            tell(f"removed {orphan.address}: {orphan.output}")
        else:
            tell(f"kept {orphan.output}: it was edited since {orphan.address} was built")
    if not gone:
        return lock
    smaller = lock.without(frozenset(gone))
    LockFile(found.project.lock).write(encode_lock(smaller))
    return smaller


def _secure(entry: Entry, outputs: str, store: FileStore) -> None:
    result = entry.made.result
    if not store.has(result.digest) and store.heal(result, str(Path(outputs) / entry.output)):
        store.record(entry.made.as_ordered)


def _is_known(found: Situation, address: str) -> bool:
    return address in found.reading.graph.assets
