"""Turns: one buyer at a time for a key, over all processes of this machine.

<state folder>/turns/<64 hexadecimal digits of the key>      locked while the turn is held

The lock is the system's: a process that dies, by kill -9 too, frees it at once. A file goes when
its turn ends, and what killed processes left goes when the next process takes its first turn, so
that files do not pile up. Who waited for a file that went looks again: `FileLock` sees to it.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.ledger_folder import make_private_folder
from assetforge.core.digest import PREFIX, is_digest

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from assetforge.core.digest import Digest

_PAUSE: Final = 0.02  # seconds between the first two tries
_LONGEST_PAUSE: Final = 0.5


class FileTurns:
    """Hold turns as locked files in a folder.

    A turn is not re-entrant: who holds it and asks for it again waits for ever.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_swept = False

    @asynccontextmanager
    async def hold(self, key: Digest) -> AsyncGenerator[None]:
        """Wait for a key's turn and keep it; freed by the system when the process dies.

        Raises:
            StorageError: the folder cannot be made, or its disk knows no locks.
        """
        pause = _PAUSE
        while (turn := self.try_take(key)) is None:
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        try:
            yield
        finally:
            end_turn(turn)

    def try_take(self, key: Digest) -> FileLock | None:
        """Take a key's turn if nobody has it; give it back with `end_turn`.

        Raises:
            StorageError: as `hold`.
        """
        assert is_digest(key), key
        if not self._is_swept:
            make_private_folder(self._folder.parent)  # the ledger's, whoever comes first
            make_private_folder(self._folder)
            self._sweep()
            self._is_swept = True
        turn = FileLock(self._folder / key.removeprefix(PREFIX))
        return turn if turn.try_acquire() else None

    def _sweep(self) -> None:
        with explaining("list", self._folder):
            places = list(self._folder.iterdir())
        for place in places:
            turn = FileLock(place)
            if is_digest(PREFIX + place.name) and turn.try_acquire():
                end_turn(turn)


def end_turn(turn: FileLock) -> None:
    """Let the next one have the turn."""
    with suppress(OSError):  # Windows removes no open file: there it goes with a later sweep
        turn.path.unlink()  # while it is locked, so that nobody's file is removed
    turn.release()
