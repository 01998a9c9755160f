"""The spool: where the answer of a call lies until everything in it is kept.

    <intent>.call     locked by whoever is at the call; holds `waiting`, then `sending` or `revoked`
    <intent>.part     room for the answer, then the answer while it is written
    <intent>.done     the answer, whole      ┐ one of the two, once the call has ended
    <intent>.failed   why there is none      ┘

A call waits before its attempt enters the ledger: a file that is not there proves nothing.
`sending` is on the disk before the first byte leaves this machine, and only what waits turns to it,
under the lock. So what waits while nobody holds the lock was never sent; once it is `revoked`, it
never will be. Each file is its owner's alone (0600, in a folder of 0700), and links are refused.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.adapters.call_end import MOST_BYTES, decode_end, encode_end
from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.files import read_file, refuse_link, settle, sync_folder
from assetforge.adapters.ledger_folder import make_private_folder
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.adapters.call_end import End

if sys.platform != "win32":
    import fcntl

Stage: TypeAlias = Literal["waiting", "sending", "revoked"]

ROOM: Final = 16 * 1024 * 1024  # bytes set aside for an answer before it is paid for
_INTENT: Final = re.compile("[a-z2-7]{26}")
_UNSENT: Final = frozenset({b"", b"waiting", b"revoked"})
_WRITE: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})


class Spool:
    """The spool in a folder. Intents have the form of intents, or ValueError is raised."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Make the folder, open to its owner alone.

        Raises:
            StorageError: a link, a file or somebody else's folder stands there.
        """
        with explaining("make", self.folder):
            make_private_folder(self.folder.parent)  # the ledger's, whoever comes first
            with suppress(FileExistsError):
                self.folder.mkdir(mode=0o700)
            refuse_link(self.folder)
            found = self.folder.lstat()
            if not stat.S_ISDIR(found.st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            if sys.platform != "win32" and found.st_uid != os.getuid():
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            self.folder.chmod(0o700)
            sync_folder(self.folder.parent)

    def intents(self) -> frozenset[str]:
        """Name the attempts that calls lie here of; none where there is no folder.

        Raises:
            StorageError: the disk does not answer, which is not "none".
        """
        with explaining("read", self.folder), suppress(FileNotFoundError):
            stems = {path.stem for path in self.folder.iterdir()}
            return frozenset(stem for stem in stems if _INTENT.fullmatch(stem))
        return frozenset()

    def call_file(self, intent: str) -> Path:
        """Find the file whose lock says that somebody is at a call."""
        return self._path(intent, "call")

    def adopt(self, intent: str, descriptor: int | None) -> int | None:
        """Hold the lock of a call that was begun by another process; None where somebody else does.

        Who began it passes its descriptor on, where the system can do that. To lock it anew costs
        nothing where the lock came with it, and is needed where it did not: on some network disks.

        Raises:
            StorageError: the disk refused.
        """
        if descriptor is None:
            lock = self.lock(intent)
            return None if lock is None else lock.descriptor
        return descriptor if _is_locked(descriptor) else None

    def lock(self, intent: str) -> FileLock | None:
        """Take the lock of a call, making its file; None where somebody else has it.

        Raises:
            StorageError: the disk refused.
        """
        path = self.call_file(intent)
        with explaining("make", path):
            os.close(os.open(path, _WRITE, 0o600))
        lock = FileLock(path)
        return lock if lock.try_acquire() else None

    def mark(self, descriptor: int, stage: Stage) -> None:
        """Write how far a call is into its locked file; it is on the disk on return."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, stage.encode())  # all words are of one length
        os.fsync(descriptor)

    def prepare(self, intent: str) -> None:
        """Note of a call that nobody has begun that it waits; it is on the disk on return.

        Raises:
            StorageError: the disk refused.
        """
        lock = self.lock(intent)
        if lock is None or lock.descriptor is None:
            return
        try:
            if self.end(intent) is None:
                self.begin(intent, lock.descriptor)
        finally:
            lock.release()

    def begin(self, intent: str, descriptor: int) -> None:
        """Make a call's files fit for another try; its lock is held by the caller.

        Raises:
            StorageError: the disk refused.
        """
        with explaining("write", self.call_file(intent)):
            self.mark(descriptor, "waiting")
            self._remove(intent, "part", "done", "failed")
            sync_folder(self.folder)

    def revoke(self, intent: str) -> bool:
        """See to it that a call which waits is never sent; False where somebody is at it just now.

        Raises:
            StorageError: the disk refused.
        """
        lock = self.lock(intent)
        if lock is None or lock.descriptor is None:
            return False
        try:
            with explaining("write", lock.path):
                if self.is_waiting(intent):
                    self.mark(lock.descriptor, "revoked")
        finally:
            lock.release()
        return True

    def set_aside(self, intent: str) -> None:
        """See to it that an answer of the usual size will find room.

        Raises:
            OSError: the disk is full, or nothing can be written there.
        """
        descriptor = os.open(self._path(intent, "part"), _WRITE, 0o600)
        try:
            if sys.platform == "linux":
                _allocate(descriptor)
        finally:
            os.close(descriptor)

    def keep(self, intent: str, end: End) -> None:
        """Write how a call ended: whole or not there, and on the disk on return.

        Raises:
            OSError: the disk refused; it may be tried again.
        """
        data, part = encode_end(intent, end), self._path(intent, "part")
        descriptor = os.open(part, _WRITE, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - pathlib cannot open a descriptor
            file.write(data)
            file.truncate()
            file.flush()
            os.fsync(descriptor)
        settle(part, self._path(intent, "done" if isinstance(end, Answer) else "failed"))

    def end(self, intent: str) -> End | None:
        """Read how a call ended, whose lock nobody holds; None where none was ever begun.

        Raises:
            StorageError: the disk does not answer, which is not "none".
        """
        written = self._written(intent)
        if written is not None:
            return written
        match self._stage(intent):
            case b"":
                return None
            case b"waiting" | b"revoked":
                return NotSentError("the process that was to make the call ended before it did")
            case _:
                return LostAnswerError("the process that waited for the answer was ended")

    def is_waiting(self, intent: str) -> bool:
        """Say whether a call was begun, and neither sent nor ended.

        Raises:
            StorageError: the disk does not answer, which is not "no".
        """
        return self._stage(intent) == b"waiting" and self._written(intent) is None

    def forget(self, intent: str) -> None:
        """Remove all files of a call; nothing happens where there are none.

        Raises:
            StorageError: the disk refused.
        """
        with explaining("clear", self.folder), suppress(FileNotFoundError):
            self._remove(intent, "part", "done", "failed", "call")
            sync_folder(self.folder)

    def sweep(self, intent: str, *, is_over: bool) -> None:
        """Remove the files of a call that nobody is at.

        Where it is not known to be over, only a call goes that was never sent.

        Raises:
            StorageError: the disk refused.
        """
        lock = self.lock(intent)
        if lock is None:
            return
        try:
            if is_over or (self._stage(intent) in _UNSENT and self._written(intent) is None):
                if sys.platform == "win32":
                    lock.release()  # what is open cannot be removed there
                self.forget(intent)
        finally:
            lock.release()

    def _written(self, intent: str) -> End | None:
        for suffix in ("done", "failed"):
            path = self._path(intent, suffix)
            with explaining("read", path), suppress(FileNotFoundError):
                data = read_file(path, limit=MOST_BYTES)
                if len(data) > MOST_BYTES:
                    return LostAnswerError("the answer that was kept is too large to be one")
                return decode_end(intent, data)
        return None

    def _stage(self, intent: str) -> bytes:
        """Read how far a call is; empty where none was ever begun. What is unclear was sent."""
        path = self.call_file(intent)
        with explaining("read", path), suppress(FileNotFoundError):
            return read_file(path, limit=16)
        return b""

    def _remove(self, intent: str, *suffixes: str) -> None:
        for suffix in suffixes:
            self._path(intent, suffix).unlink(missing_ok=True)

    def _path(self, intent: str, suffix: str) -> Path:
        if _INTENT.fullmatch(intent) is None:
            message = "not the name of an attempt"
            raise ValueError(message)
        return self.folder / f"{intent}.{suffix}"


if sys.platform == "win32":

    def _is_locked(_descriptor: int) -> bool:
        return False  # no descriptor was passed on

else:

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _allocate(descriptor: int) -> None:
    try:
        os.posix_fallocate(descriptor, 0, ROOM)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        # A file system that sets nothing aside; the answer is written all the same.
