"""The environment of this process, and how a variable leaves it for good.

    os.environ          what Python reads, and children inherit
    /proc/self/environ  what the system keeps of how the process was begun (Linux): `unsetenv` does
                        not reach it, so there the value is overwritten where it lies

Source: proc(5), fields 50 and 51 of /proc/PID/stat, Linux man-pages 6.9. Other systems keep no
such copy, or one that no process may change.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_STATE_FIELD: Final = 3  # of /proc/self/stat, the first one after the name in brackets
_BEGIN_FIELD: Final = 50
_END_FIELD: Final = 51


def forget(names: Collection[str]) -> None:
    """Take variables out of the environment of this process, and of all that it will start."""
    gone = [name for name in names if os.environ.pop(name, None) is not None]
    if gone and sys.platform == "linux":
        with suppress(OSError, ValueError, IndexError):  # a system without it keeps no copy to wipe
            _wipe({os.fsencode(name) for name in gone})


def _wipe(names: Collection[bytes]) -> None:
    with open("/proc/self/stat", "rb") as file:  # noqa: PTH123 - every command would load pathlib
        fields = file.read().rpartition(b")")[2].split()
    begin, end = (int(fields[each - _STATE_FIELD]) for each in (_BEGIN_FIELD, _END_FIELD))
    with open("/proc/self/mem", "r+b", buffering=0) as memory:  # noqa: PTH123 - as above
        memory.seek(begin)
        place = begin
        for line in (memory.read(end - begin) or b"").split(b"\0"):
            name, _, value = line.partition(b"=")
            if name in names:
                _blank(memory, place + len(name) + 1, len(value))
            place += len(line) + 1


def _blank(memory: BinaryIO, place: int, size: int) -> None:
    memory.seek(place)
    memory.write(b"*" * size)
