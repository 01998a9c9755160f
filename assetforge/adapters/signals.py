"""Signals: the first asks a build to stop well, the second ends it at once.

Ctrl-C, SIGTERM, SIGHUP ─first──▶ `stop` is called: nothing new starts, what runs is saved
                        ─second─▶ the process ends; what was kept is on the disk already
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_CODES: Final = {
    "SIGINT": Exit.INTERRUPTED, "SIGTERM": Exit.TERMINATED, "SIGHUP": Exit.TERMINATED,
}  # fmt: skip


@contextmanager
def listening(stop: Callable[[Exit], None]) -> Generator[None]:
    """Call `stop` at the first signal while the block runs in a loop; leave at the second."""
    loop = asyncio.get_running_loop()
    heard: list[Exit] = []

    def hear(code: Exit) -> None:
        if heard:
            os._exit(code)
        heard.append(code)
        stop(code)

    numbers = {
        getattr(signal, name): code for name, code in _CODES.items() if hasattr(signal, name)
    }
    for number, code in numbers.items():
        _listen(loop, number, partial(hear, code))
    try:
        yield
    finally:
        for number in numbers:
            _stop_listening(loop, number)


def _listen(loop: asyncio.AbstractEventLoop, number: int, hear: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, hear)
    except NotImplementedError:  # Windows: the handler runs between two steps of the main thread
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(hear))


def _stop_listening(loop: asyncio.AbstractEventLoop, number: int) -> None:
    try:
        loop.remove_signal_handler(number)
    except NotImplementedError:
        signal.signal(number, signal.SIG_DFL)
