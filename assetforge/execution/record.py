"""Keeping the lock file up with the work: as steps end, but never more than a tenth of the time.

A lock of 10,000 assets takes a third of a second to write; writing it after each of them would
take longer than the build. What a killed build did not lock is in the store under its key, so the
next build restores it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError
from assetforge.execution.placed import note_placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.execution.ports import World
    from assetforge.lock.model import Entry, Lock

SHORTEST_PAUSE: Final = 1.0  # seconds between two writes
SHARE: Final = 10  # a write that took 0.3 s is followed by a pause of 3 s


class Recorder:
    """Collects entries and writes the lock when it changed."""

    def __init__(self, lock: Lock, world: World) -> None:
        self.error: AssetforgeError | None = None  # of the last write, where that failed
        self._saved = lock
        self._built: dict[str, Entry] = {}
        self._world = world
        self._due = world.clock.now() + SHORTEST_PAUSE
        self._turn = asyncio.Lock()

    @property
    def lock(self) -> Lock:
        """The lock with everything recorded until now."""
        return self._saved.placing(self._built)

    def note(self, address: str, entry: Entry) -> None:
        """Record a finished asset."""
        if self._saved.entries.get(address) != entry or address in self._saved.moved:
            self._built[address] = entry

    async def save_if_due(self) -> None:
        """Write what is new, unless the last write was a moment ago or is still going on.

        After a write that failed there is one more: at the end.
        """
        is_due = self._world.clock.now() >= self._due and not self._turn.locked()
        if self._built and is_due and self.error is None:
            await self.save()

    def _replaced(self, written: Mapping[str, Entry]) -> list[Entry]:
        """List what took the place of another result of the very same request."""
        before = {address: self._saved.entries.get(address) for address in written}
        return [
            entry
            for address, entry in written.items()
            if (old := before[address]) is not None
            and old.made.key == entry.made.key
            and old.made.result.digest != entry.made.result.digest
        ]

    async def save(self) -> None:
        """Write what is new. A lock that cannot be written is kept in `error`, not raised."""
        async with self._turn:
            began, lock, written = self._world.clock.now(), self.lock, dict(self._built)
            if not written:
                return
            try:
                await self._world.lock_file.save(lock)
            except AssetforgeError as error:
                self.error = error
                return
            await note_placed(self._replaced(written), self._world)
            self.error = None
            now = self._world.clock.now()
            self._due = now + max(SHORTEST_PAUSE, (now - began) * SHARE)
            self._saved = lock
            self._built = {
                address: entry
                for address, entry in self._built.items()
                if written.get(address) is not entry
            }
