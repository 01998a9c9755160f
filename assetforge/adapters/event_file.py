"""The file of an event stream: a file, a pipe or a descriptor, whose reader holds nobody up.

    write ─▶ lines that wait ─▶ a thread of its own ─▶ the file
               │ 1,000 wait      lines that are spare are left out, and counted
               │ 64 MiB wait     the stream is given up
               └ the file fails  the same; the build goes on

A file that is there is replaced only where it is empty or began as a stream of ours, and nobody is
writing it: who writes it holds a lock on it, as far as its disk knows any. Opening a pipe waits for
its reader for ten seconds. A descriptor may be a socket, as what Node hands to its children is.
"""

from __future__ import annotations

import errno
import math
import os
import re
import stat
import threading
from collections import deque
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import SystemClock
from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import try_lock
from assetforge.adapters.known_keys import without_keys
from assetforge.core.errors import BusyError, StorageError, UsageError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_LINES: Final = 1000  # that wait; beyond it, spare ones are left out
MOST_BYTES: Final = 64 << 20  # that wait
HEAD_BYTES: Final = 64 << 10  # that are read of a file to know it
READER_SECONDS: Final = 10.0  # that a pipe is waited for
PATIENCE: Final = 5.0  # seconds without a byte read, after which nothing more is expected
_PAUSE: Final = 0.02  # seconds
_CLOSED: Final = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
_OPEN_ALREADY: Final = re.compile(r"(?:/dev|/proc/self)/fd/([0-9]{1,9})", re.ASCII)
_BY_NAME: Final = {"/dev/stdout": 1, "/dev/stderr": 2}


class EventFile:
    """Takes lines at once, and writes them as fast as they are read."""

    def __init__(self, path: str, is_ours: Callable[[bytes], bool]) -> None:
        """Open it.

        Raises:
            UsageError: something else lies there.
            BusyError: another command is writing it.
            StorageError: it cannot be opened, or nobody reads from the pipe.
        """
        with explaining("open", path):
            self._descriptor = _opened(path, is_ours)
        self.failure = ""  # why nothing more is written; empty: it is
        self.left_out = 0  # lines that were spare and found no room
        self._lines: deque[bytes] = deque()
        self._size = 0  # bytes that wait or are being written
        self._is_closing = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._work, daemon=True, name="events")
        self._thread.start()

    def write(self, text: str, *, is_spare: bool = False) -> None:
        """Have a line written; a spare one only where the reader keeps up. Never waits."""
        data = without_keys(text).encode()
        with self._change:
            if self.failure or self._is_closing:
                return
            if is_spare and len(self._lines) >= MOST_LINES:
                self.left_out += 1
            elif self._size + len(data) > MOST_BYTES:
                self._give_up(f"{MOST_BYTES >> 20} MiB wait for a reader that does not read")
            else:
                self._lines.append(data)
                self._size += len(data)
                self._change.notify_all()

    def close(self, patience: float = PATIENCE, *, most: float = math.inf) -> None:
        """Wait until all is written, as long as something of it is read within `patience`.

        `most` is how many seconds that may take in all.
        """
        end = SystemClock().now() + most
        with self._change:
            self._is_closing = True
            self._change.notify_all()
            before = -1
            while self._size and self._size != before and SystemClock().now() < end:
                before = self._size
                self._change.wait_for(self._has_moved(before), timeout=patience)
            if self._size:
                self._give_up("its reader does not read; the last lines are missing")
        if not self.failure:
            self._thread.join(PATIENCE)  # it only has to let go of the file, and of its lock

    def _has_moved(self, before: int) -> Callable[[], bool]:
        return lambda: self._size != before

    def _give_up(self, why: str) -> None:
        self.failure = why
        self._lines.clear()
        self._size = 0
        self._change.notify_all()

    def _work(self) -> None:
        try:
            while (data := self._next()) is not None:
                self._put(data)
        except OSError as error:
            with self._change:
                self._give_up(error.strerror or "it cannot be written")
        os.close(self._descriptor)

    def _next(self) -> bytes | None:
        with self._change:
            self._change.wait_for(lambda: self._lines or self._is_closing or self.failure)
            return self._lines.popleft() if self._lines else None

    def _put(self, data: bytes) -> None:
        """Write a line; a raw descriptor has no lock that the end of the process would wait for."""
        while data:
            count = os.write(self._descriptor, data)
            data = data[count:]
            with self._change:
                self._size = max(0, self._size - count)  # it was given up, maybe
                self._change.notify_all()


def _opened(path: str, is_ours: Callable[[bytes], bool]) -> int:
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - of where a link such as /dev/fd/3 leads
    except FileNotFoundError:
        mode = stat.S_IFREG
    if stat.S_ISFIFO(mode):
        return _piped(path)
    if stat.S_ISREG(mode):
        return _emptied(path, is_ours)
    if stat.S_ISSOCK(mode):
        return _joined(path)
    return os.open(path, os.O_WRONLY | _CLOSED | getattr(os, "O_NOCTTY", 0))


def _piped(path: str) -> int:
    clock, pause = SystemClock(), threading.Event()
    end = clock.now() + READER_SECONDS
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | _CLOSED | _AT_ONCE)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if clock.now() >= end:
                raise _unread(path) from error
            pause.wait(_PAUSE)
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def _joined(path: str) -> int:
    """Share the descriptor of a socket: a socket cannot be opened by name."""
    known = _OPEN_ALREADY.fullmatch(path)
    number = int(known[1]) if known else _BY_NAME.get(path)
    if number is None:
        raise _no_stream(path)
    descriptor = os.dup(number)
    os.set_blocking(descriptor, True)
    return descriptor


def _emptied(path: str, is_ours: Callable[[bytes], bool]) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CLOSED | _AT_ONCE, 0o666)
    try:
        _empty(descriptor, path, is_ours)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _empty(descriptor: int, path: str, is_ours: Callable[[bytes], bool]) -> None:
    head = os.read(descriptor, HEAD_BYTES)
    if head and not is_ours(head):
        raise _in_the_way(path)
    if not _is_free(descriptor):
        raise _written_now(path)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)


def _is_free(descriptor: int) -> bool:
    try:
        return try_lock(descriptor)
    except OSError:
        return True  # a disk without locks cannot say, and a stream is no reason to fail


def _written_now(path: str) -> BusyError:
    return BusyError(
        f"another command is writing its events into `{one_line(path)}`",
        next_step="Give `--json-into` another name, or wait until that command is done.",
    )


def _in_the_way(path: str) -> UsageError:
    return UsageError(
        f"`{one_line(path)}` is there already and holds no events, so it was not written over",
        next_step="Give `--json-into` another name, such as `events.ndjson`.",
    )


def _no_stream(path: str) -> UsageError:
    return UsageError(
        f"`{one_line(path)}` is a socket, which nobody can write to by its name",
        next_step="Give `--json-into` a file, a pipe, or a descriptor such as `/dev/fd/3`.",
    )


def _unread(path: str) -> StorageError:
    return StorageError(
        f"nobody reads from the pipe `{one_line(path)}`",
        next_step="Start its reader first, then run the command again.",
    )
