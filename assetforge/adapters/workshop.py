"""The workshop: local drawing and converting, on as many threads as there are processors.

Pillow and PyAV let go of the interpreter while they compute, so threads run side by side.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.media import transcode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.core.media import Media
    from assetforge.providers.drawing import Drawing


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workshop:
    """Draws and converts; `close` ends its threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(processors(), thread_name_prefix="workshop")

    async def render(self, drawing: Drawing, inputs: Sequence[str], path: str) -> Media:
        """Draw what is described, from input files, into a file.

        Raises:
            MakingError: an input cannot be decoded.
            StorageError: the disk refused.
        """
        from assetforge.adapters.renderer.render import render

        return await self._run(path, lambda: render(drawing, inputs, path))

    async def convert(self, source: str, path: str, media_type: str) -> Media:
        """Write a picture or film in another format; raises as `render`."""
        return await self._run(path, lambda: transcode(source, path, media_type))

    def close(self) -> None:
        """End the threads once they are done."""
        self._threads.shutdown(wait=True)

    async def _run(self, path: str, work: Callable[[], Media]) -> Media:
        with explaining("write", path):
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
