"""The store, the outputs, the sources and the lock as a build sees them: waiting, not blocking.

Each call runs in a thread of its own; what it does is written in `store`, `outputs`,
`project_files` and `lock_file`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.project_files import RefusedFileError
from assetforge.core.errors import DamagedError, StaleError
from assetforge.lock.codec import LockEncoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.adapters.lock_file import LockFile
    from assetforge.adapters.outputs import Outputs
    from assetforge.adapters.project_files import ProjectFiles
    from assetforge.adapters.store import FileStore
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Lock, Made
    from assetforge.providers.instruction import Piece


class BuildStore:
    """The store of a build; damaged bytes are healed from the output files in `outputs`."""

    def __init__(self, store: FileStore, outputs: str, tell: Callable[[str], None]) -> None:
        self._store = store
        self._outputs = Path(outputs)
        self._tell = tell

    async def stage(self) -> str:
        """Open a private place to write to."""
        return await asyncio.to_thread(self._store.stage)

    async def keep(self, piece: Piece) -> Blob:
        """Take finished bytes in for good."""
        return await asyncio.to_thread(self._store.keep, piece.path, piece.media)

    async def record(self, made: Made) -> None:
        """Remember how something was made."""
        await asyncio.to_thread(self._store.record, made)

    async def fetch(self, blob: Blob, healer: str) -> str:
        """Return a path to bytes that were read and found right just now."""
        path, is_healed = await asyncio.to_thread(self._fetch, blob, healer)
        if is_healed:  # told from here: whoever listens need not mind threads
            self._tell(f"the stored bytes of {healer} were damaged or lost; healed from that file")
        return path

    def _fetch(self, blob: Blob, healer: str) -> tuple[str, bool]:
        try:
            return self._store.fetch(blob), False
        except DamagedError:
            if not self._store.heal(blob, str(self._outputs / healer)):
                raise
        return self._store.fetch(blob), True


class BuildOutputs:
    """The output files of a build."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs

    async def place(self, source: str, output: str) -> None:
        """Put a copy of a file at an output path: whole or not at all."""
        await asyncio.to_thread(self._outputs.place, source, output)

    async def discard(self, output: str, digest: Digest) -> bool:
        """Remove an output file if it still holds these bytes; say whether it is gone."""
        return await asyncio.to_thread(self._outputs.discard, output, digest)


class BuildSources:
    """The files that the project brings along, compared with the plan each time."""

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    async def fetch(self, path: str, blob: Blob) -> str:
        """Return a path to a source's bytes, found to be the planned ones just now."""
        return await asyncio.to_thread(self._fetch, path, blob)

    def _fetch(self, path: str, blob: Blob) -> str:
        try:
            if self._files.content(path).digest == blob.digest:
                return self._files.full_path(path)
        except RefusedFileError as error:
            raise _changed(path) from error
        raise _changed(path)


class BuildLockFile:
    """The lock of a build."""

    def __init__(self, lock_file: LockFile) -> None:
        self._lock_file = lock_file
        self._encoder = LockEncoder()

    async def save(self, lock: Lock) -> None:
        """Write the lock: the old file or the new one is there, never half of either."""
        # Spelled out here, not in a thread: each thread would keep memory of its own for that.
        data = self._encoder.encode(lock)
        await asyncio.to_thread(self._lock_file.write, data)


def _changed(path: str) -> StaleError:
    return StaleError(
        f"`{path}` was changed or removed since the plan was made",
        next_step="Run the same command again: it plans with the file as it is now.",
    )
