"""Waiting for another process to end, without asking again and again.

A process that is at a call holds the lock of the call's file, and the system frees it however the
process ends. Who waits sleeps inside the system, on a thread that keeps nobody from leaving.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform == "win32":
    from assetforge.adapters.file_lock import FileLock
else:
    import fcntl

LONGEST: Final = 3_600  # seconds that anybody waits; a call ends itself long before
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)


async def is_free(path: Path) -> None:
    """Wait until nobody holds a file's lock; at once where there is no file.

    Raises:
        StorageError: the file cannot be opened.
    """

    def wait() -> None:
        with explaining("wait for", path), suppress(FileNotFoundError):
            _wait_for_lock(path)

    await outlasting(wait)


async def outlasting(work: Callable[[], None]) -> None:
    """Wait for something that blocks, and raise as it does.

    It goes on where its waiter is cancelled, and a program that ends does not wait for it.
    """
    loop, is_over = asyncio.get_running_loop(), asyncio.Event()
    failures: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as failure:  # noqa: BLE001 - raised below, where it is waited for
            failures.append(failure)
        with suppress(RuntimeError):  # the loop has ended: nobody waits any more
            loop.call_soon_threadsafe(is_over.set)

    threading.Thread(target=run, name="call", daemon=True).start()
    await is_over.wait()
    if failures:
        raise failures[0]


if sys.platform == "win32":

    def _wait_for_lock(path: Path) -> None:
        path.lstat()  # a lock makes its file, and there may be none
        lock = FileLock(path)
        lock.acquire(timeout=LONGEST)
        lock.release()

else:

    def _wait_for_lock(path: Path) -> None:
        descriptor = os.open(path, _READ)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        finally:
            os.close(descriptor)
