"""The run lock: one build of a project at a time, and a word about who is at it.

The file holds its holder as JSON; it is only looked at while the lock is held, so that what a
killed run left in it misleads nobody.
"""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING, Final, Self

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.files import make_folder, read_file
from assetforge.core.errors import BusyError
from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LONGEST: Final = 200  # characters of a command line
_MOST: Final = 64 * 1024  # bytes of a holder's description


class RunLock:
    """Hold a project for one run, as a context; freed by the system if the run is killed.

    `timeout` is in seconds; `waiting` is called once, with the line to show, if there is a wait.
    """

    def __init__(
        self,
        path: Path,
        *,
        command: str,
        timeout: float,
        waiting: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._path = path
        self._command = command
        self._timeout = timeout
        self._waiting = waiting
        self._lock = FileLock(path)

    def __enter__(self) -> Self:
        with explaining("make the folder of", self._path):
            make_folder(self._path.parent)
        if not self._lock.acquire(timeout=self._timeout, waiting=self._tell):
            raise self._busy()
        if self._lock.descriptor is not None:
            self._sign(self._lock.descriptor)
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _tell(self) -> None:
        self._waiting(f"waiting for {self._holder()}, {self._timeout:g} s at most")

    def _busy(self) -> BusyError:
        return BusyError(
            f"another assetforge works on this project: {self._holder()}",
            next_step="Wait until it is done, or give it longer with `--lock-timeout SECONDS`.",
        )

    def _sign(self, descriptor: int) -> None:
        holder = {
            "command": self._command[:_LONGEST],
            "host": socket.gethostname(),
            "pid": os.getpid(),
        }
        with explaining("write", self._path):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps(holder).encode())

    def _holder(self) -> str:
        try:
            found: object = json.loads(read_file(self._path, limit=_MOST))
        except (OSError, ValueError, RecursionError):
            found = None  # it has only just taken the lock, or its system lets nobody look
        if not is_table(found):
            return "a process that did not say who it is"
        return f"process {found.get('pid')} on {found.get('host')}: {found.get('command')}"
