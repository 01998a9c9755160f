"""Examination: bytes from outside are decoded in a child process, within limits.

    parent                              child (examination_child)
    {"path": …} ── one line ──────────▶ limits set anew, decoded to the last pixel
    {"type": …, "width": …} ◀── one line ── or {"refused": why}
                                        dies: another one tries once; dies again: refused

A child is started for the first file and serves hundreds, since starting costs more than decoding.
It gets no key and no other part of the environment, and none of our open files. It ends when its
input does, so also when the parent is killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UnavailableError
from assetforge.core.media import Media
from assetforge.execution.delivery import WrongBytesError

if TYPE_CHECKING:
    from collections.abc import Mapping

CHILDREN: Final = 2
FILES_EACH: Final = 500  # then another child takes over: decoders may leak
SECONDS: Final = 120  # for one file, on any clock; its processor time is limited in the child
_LONGEST_LINE: Final = 64 * 1024
_KEPT: Final = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_TRIES: Final = 2
_STARTING: Final = 60  # seconds
_UNREADABLE: Final = "the result cannot be decoded"


class Examination:
    """Finds out what files hold; `close` ends its children."""

    def __init__(self, seconds: float = SECONDS, files_each: int = FILES_EACH) -> None:
        self._seconds = seconds
        self._files_each = files_each
        self._idle: deque[_Child] = deque()
        self._threads = ThreadPoolExecutor(CHILDREN, thread_name_prefix="examination")

    async def examine(self, path: str) -> Media:
        """Decode a file to its end and say what it is.

        Raises:
            WrongBytesError: it is no picture or film, is damaged, or is made to harm.
            UnavailableError: no child can be started here.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.look, path)

    def close(self) -> None:
        """End the children, once they are done."""
        self._threads.shutdown(wait=True)
        while self._idle:
            self._idle.pop().close()

    def look(self, path: str) -> Media:
        """Do the same while the caller waits; raises as `examine`."""
        for _ in range(_TRIES):
            child = self._child()
            answer = child.ask({"path": path}, self._seconds)
            if answer is not None:
                self._back(child)
                return _read(answer)
            child.close()
        why = "decoding it takes too long or ends the decoder"
        raise WrongBytesError(why)

    def _child(self) -> _Child:
        try:
            return self._idle.pop()
        except IndexError:
            return _Child()

    def _back(self, child: _Child) -> None:
        if child.files < self._files_each:
            self._idle.append(child)
        else:
            child.close()


class _Child:
    """A decoder in a process of its own, told one file at a time."""

    def __init__(self) -> None:
        self.files = 0
        self._process = _started()
        if self._line(_STARTING) is None:
            self.close()
            raise _no_child()

    def ask(self, question: Mapping[str, str], seconds: float) -> object:
        """Have a file examined; None where the child did not live to tell."""
        self.files += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        return self._line(seconds)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(OSError):  # what was left to write has no reader any more
                stream.close()

    def _line(self, seconds: float) -> object:
        assert self._process.stdout is not None
        timer = Timer(seconds, self._process.kill)
        timer.start()
        try:
            line = self._process.stdout.readline(_LONGEST_LINE)
            return json.loads(line)
        except ValueError:
            return None
        finally:
            timer.cancel()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-s", "-m", "assetforge.adapters.examination_child"]
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter, and no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_environment(), start_new_session=True,  # Ctrl-C is for the parent
        )  # fmt: skip
    except OSError:
        raise _no_child() from None


def _read(answer: object) -> Media:
    match answer:
        case {"type": str(kind), "width": int(width), "height": int(height), "seconds": float(end)}:
            return Media(type=kind, width=width, height=height, seconds=end)
        case {"type": str(kind), "width": int(width), "height": int(height)}:
            return Media(type=kind, width=width, height=height)
        case {"refused": str(why)}:
            raise WrongBytesError(why)
        case _:
            raise WrongBytesError(_UNREADABLE)


def _environment() -> Mapping[str, str]:
    """Give a child what an interpreter needs to start, and nothing that is secret."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    places = [place or str(Path.cwd()) for place in sys.path]
    # One arena of memory for many threads: each reserves address space, which is limited.
    return kept | {"PYTHONPATH": os.pathsep.join(places), "MALLOC_ARENA_MAX": "2"}


def _no_child() -> UnavailableError:
    return UnavailableError(
        "the process that decodes results does not start",
        cost="Nothing is lost: what was ordered can be fetched later, at no charge.",
        next_step=f"See why `{sys.executable} -c 'import PIL.Image'` fails, then build again.",
    )
