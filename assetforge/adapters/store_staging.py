"""Staging: where a process makes files before they are kept, out of everybody's way.

    staging/
      3f9c…/              one folder for each process that makes something
        .owner            locked for as long as that process lives
        8e1d….png         a file on its way

A folder whose owner is not locked is a killed run's, and `sweep` removes it: no link, and nothing
that has not this form, since what stands in a draft's staging may have come with a checkout. What
seems dead may be new, and about to be locked: it goes only if it seems so a moment later, too.
"""

from __future__ import annotations

import re
import secrets
import shutil
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.files import make_folder, refuse_link
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

_OWNER: Final = ".owner"
_NAME: Final = re.compile("[0-9a-f]{16}")
_BIRTH: Final = 0.1  # seconds: far longer than it takes to lock a new folder


class Staging:
    """Hand out fresh places in a folder of this process's own; safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._own: FileLock | None = None

    def place(self, ending: str = "") -> Path:
        """Name a file that does not exist yet, in a folder that does.

        Raises:
            StorageError: the folder cannot be made.
        """
        with self._guard:
            self._own = self._own or self._claim()
            return self._own.path.with_name(secrets.token_hex(8) + ending)

    def sweep(self) -> int:
        """Remove what killed runs left; say how many folders that were.

        Raises:
            StorageError: a link stands in place of the folder, or the disk does not answer.
        """
        with explaining("clean up", self._folder):
            refuse_link(self._folder)
            folders = list(self._folder.iterdir()) if self._folder.is_dir() else []
        dead = [folder for folder in folders if _seems_dead(folder)]
        if dead:
            time.sleep(_BIRTH)
        return sum(_is_removed_dead(folder) for folder in dead)

    def close(self) -> None:
        """Remove the own folder with all that was not kept."""
        with self._guard:
            if self._own is not None:
                shutil.rmtree(self._own.path.parent, ignore_errors=True)
                self._own.release()
                self._own = None

    def _claim(self) -> FileLock:
        for _ in range(100):  # whoever is stopped for longer than a birth takes may lose a folder
            folder = self._folder / secrets.token_hex(8)
            with explaining("make", folder):
                make_folder(folder)
            if lock := _lock_owner(folder):
                return lock
        raise _never_mine(self._folder)


def _lock_owner(folder: Path) -> FileLock | None:
    lock = FileLock(folder / _OWNER)
    try:
        return lock if lock.try_acquire() else None
    except StorageError:
        if folder.is_dir():
            raise
        return None


def _seems_dead(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir() or not _NAME.fullmatch(folder.name):
        return False
    owner = folder / _OWNER
    if owner.is_symlink() or not owner.is_file():
        return True
    lock = _lock_owner(folder)
    if lock is None:
        return False
    lock.release()
    return True


def _is_removed_dead(folder: Path) -> bool:
    owner = folder / _OWNER
    if owner.is_symlink() or not owner.is_file():
        return _is_removed_empty(folder)
    lock = _lock_owner(folder)
    if lock is None:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    return True


def _is_removed_empty(folder: Path) -> bool:
    """Remove a folder whose process was killed before it could lock it; only an empty one goes."""
    with suppress(OSError):
        folder.rmdir()
        return True
    return False


def _never_mine(folder: Path) -> StorageError:
    return StorageError(
        f"cannot make a folder of our own in {folder}: another process removes each one",
        next_step="Stop what cleans up that folder, then run the command again.",
    )
