"""A lock on a file that the system frees when its process dies, even by kill -9.

    shared      many at once: builds that use a store
    exclusive   one alone: the build of a project, a clean-up of a store

POSIX: flock. Windows has no shared kind: there a shared lock is one byte of many far beyond the
file's end, chosen by chance, and an exclusive one is all of them.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import secrets
else:
    import fcntl

_OPEN: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_FIRST_BYTE: Final = 1 << 30
_BYTES: Final = 1 << 16
_PAUSE: Final = 0.05  # seconds between two tries


class FileLock:
    """Hold one lock on one file; the file stays when the lock goes, since it may be waited for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None  # None: not held

    def try_acquire(self, *, shared: bool = False) -> bool:
        """Take the lock if it is free; say whether it is held now.

        Raises:
            StorageError: the file cannot be made, or its disk knows no locks.
        """
        if self.descriptor is not None:
            return True
        with explaining("lock", self.path):
            descriptor = os.open(self.path, _OPEN, 0o666)
            try:
                _lock(descriptor, shared=shared)
                is_ours = _is_at(descriptor, self.path)
            except BlockingIOError:
                is_ours = False
            except BaseException:
                os.close(descriptor)
                raise
        if not is_ours:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        return True

    def acquire(
        self, *, timeout: float, shared: bool = False, waiting: Callable[[], None] | None = None
    ) -> bool:
        """Take the lock within `timeout` seconds; `waiting` is called once if that takes a wait."""
        for turn in range(int(timeout / _PAUSE) + 1):
            if self.try_acquire(shared=shared):
                return True
            if turn == 0 and timeout and waiting is not None:
                waiting()
            time.sleep(min(_PAUSE, timeout))
        return self.try_acquire(shared=shared)

    def release(self) -> None:
        """Free the lock; nothing happens where it is not held."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def try_lock(descriptor: int) -> bool:
    """Lock an open file alone, until it is closed; say whether it was free.

    Raises:
        OSError: its disk knows no locks.
    """
    try:
        _lock(descriptor, shared=False)
    except BlockingIOError:
        return False
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Say whether the file that was locked is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(descriptor: int, *, shared: bool) -> None:
        os.lseek(descriptor, _FIRST_BYTE + (secrets.randbelow(_BYTES) if shared else 0), 0)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1 if shared else _BYTES)
        except OSError as error:
            raise BlockingIOError(error.errno, "held by another process") from error

else:

    def _lock(descriptor: int, *, shared: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
