"""Signals: the first asks a build to stop well, the second ends it at once.

Ctrl-C, SIGTERM, SIGHUP ─first──▶ `stop` is called: nothing new starts, what runs is saved
                        ─second─▶ the process ends; what was kept is on the disk already

Under `nohup`, SIGHUP stays ignored: the build goes on when its terminal is closed.
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
    from types import FrameType

_CODES: Final = {
    "SIGINT": Exit.INTERRUPTED, "SIGTERM": Exit.TERMINATED, "SIGHUP": Exit.TERMINATED,
}  # fmt: skip


@contextmanager
def listening(
    stop: Callable[[Exit], None], leave: Callable[[], None] = lambda: None
) -> Generator[None]:
    """Call `stop` at the first signal while the block runs in a loop; leave at the second.

    `leave` is called last of all, for nothing else runs any more once the process is left.
    """
    loop = asyncio.get_running_loop()
    heard: list[Exit] = []

    def hear(code: Exit) -> None:
        if heard:
            try:
                leave()
            finally:
                os._exit(code)
        heard.append(code)
        stop(code)

    numbers = _numbers()
    for number, code in numbers.items():
        _listen(loop, number, partial(hear, code))
    try:
        yield
    finally:
        for number in numbers:
            _stop_listening(loop, number)


def _numbers() -> dict[int, Exit]:
    """List the signals that this system has and `nohup` did not silence."""
    return {
        getattr(signal, name): code
        for name, code in _CODES.items()
        if hasattr(signal, name) and not _is_silenced(name)
    }


def _is_silenced(name: str) -> bool:
    return name == "SIGHUP" and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN


def _listen(loop: asyncio.AbstractEventLoop, number: int, hear: Callable[[], None]) -> None:
    try:
        loop.add_signal_handler(number, hear)
    except NotImplementedError:  # Windows: the handler runs between two steps of the main thread

        def pass_on(_number: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(hear)

        signal.signal(number, pass_on)


def _stop_listening(loop: asyncio.AbstractEventLoop, number: int) -> None:
    try:
        loop.remove_signal_handler(number)
    except NotImplementedError:
        is_ctrl_c = number == signal.SIGINT
        signal.signal(number, signal.default_int_handler if is_ctrl_c else signal.SIG_DFL)
