"""Pruning: removing the files of assets that the manifest no longer has, where they are still ours.

What was made stays in the store, so an asset that comes back is restored at no cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.lock.codec import encode_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.app.planning import Situation
    from assetforge.lock.model import Lock


def prune(found: Situation, lock: Lock, tell: Callable[[str], None]) -> Lock:
    """Remove orphans' files and their entries; a file edited by hand stays, and so does its entry.

    Raises:
        StorageError: the disk refused.
    """
    outputs = Outputs(found.project.outputs)
    in_use = {entry.output for name, entry in lock.entries.items() if _is_known(found, name)}
    gone: set[str] = set()
    for orphan in found.plan.orphans:
        entry = lock.entries[orphan.address]
        if orphan.output in in_use or outputs.discard(orphan.output, entry.file.digest):
            gone.add(orphan.address)
            tell(f"removed {orphan.address}: {orphan.output}")
        else:
            tell(f"kept {orphan.output}: it was edited since {orphan.address} was built")
    if not gone:
        return lock
    smaller = lock.without(frozenset(gone))
    LockFile(found.project.lock).write(encode_lock(smaller))
    return smaller


def _is_known(found: Situation, address: str) -> bool:
    return address in found.reading.graph.assets
