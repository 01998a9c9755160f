"""What locks alone tell: a project as it is committed, on whatever machine somebody looks.

    every locked file lies where its lock says · every locked result is there · nothing is ordered

No store, output, ledger or clock is asked, so the runner of a pull request and that of the main
branch agree on the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.plan.output import entries_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Entry, Lock, Made
    from assetforge.plan.facts import Ordered


class LockFacts:
    """Answers for a lock, and for other locks whose results can be had as well."""

    def __init__(
        self, lock: Lock, sources: Mapping[str, Blob], others: Iterable[Lock] = ()
    ) -> None:
        locks = (lock, *others)
        entries = [
            entry for each in locks for entry in (*each.entries.values(), *each.displaced.values())
        ]
        self._sources = sources
        self._files = {entry.output: entry.file.digest for entry in lock.entries.values()}
        self._made = {
            key: entry.made
            for each in reversed(locks)
            for key, entry in entries_by_key(each).items()
        }
        self._held = {digest for entry in entries for digest in _digests(entry)}

    def source(self, address: str) -> Blob:
        """Tell what the bytes of a source are."""
        return self._sources[address]

    def output(self, path: str) -> Digest | None:
        """Tell what the lock says of a file; None where it says nothing."""
        return self._files.get(path)

    def made(self, key: Digest) -> Made | None:
        """Find what a lock says was made for a key; the first lock that knows it counts."""
        return self._made.get(key)

    def ordered(self, key: Digest) -> Ordered | None:  # noqa: ARG002 - no lock tells of orders
        """Say that nothing is ordered."""
        return None

    def holds(self, digest: Digest) -> bool:
        """Say whether a lock names these bytes."""
        return digest in self._held


def _digests(entry: Entry) -> tuple[Digest, ...]:
    return (entry.made.result.digest, entry.file.digest)
