"""The scribe: bytes that came inside an answer, written to a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

from assetforge.adapters.disk_errors import explaining


class FileScribe:
    """Writes into files of the store's staging area."""

    async def write(self, path: str, data: bytes) -> None:
        """Write bytes to a path that the store's `stage` gave out.

        Raises:
            StorageError: the disk refused.
        """
        with explaining("write", path):
            await asyncio.to_thread(Path(path).write_bytes, data)
