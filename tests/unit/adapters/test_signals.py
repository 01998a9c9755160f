"""Signals, sent to a real process: the first stops it well, the second at once."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import assetforge
from assetforge.adapters.signals import listening
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# It says what it hears, drains for as long as it is told to, and ends with the code it heard.
BUILD = """
import asyncio, signal, sys
from assetforge.adapters.signals import listening

# Whatever this was started from: a shell's background job ignores SIGINT, nohup SIGHUP.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_IGN if "nohup" in sys.argv else signal.SIG_DFL)

async def main():
    heard = []
    stopped = asyncio.Event()
    def stop(code):
        heard.append(code)
        stopped.set()
        print("stop", int(code), flush=True)
    def leave():
        print("left", flush=True)
        if "broken" in sys.argv:
            raise RuntimeError
    with listening(stop, leave):
        print("ready", flush=True)
        await stopped.wait()
        await asyncio.sleep(float(sys.argv[1]))
    print("drained", flush=True)
    return heard[0]

sys.exit(asyncio.run(main()))
"""
QUICK, FOR_EVER = "0", "600"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot send these to one process")


class Build(subprocess.Popen[str]):
    """A process that listens."""

    def __init__(self, *words: str) -> None:
        super().__init__(
            [sys.executable, "-c", BUILD, *words],
            env={**os.environ, "PYTHONPATH": str(Path(assetforge.__path__[0]).parent)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.stdout is not None
        return self.stdout.readline().rstrip()

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its code and what else it said."""
        out, err = self.communicate(timeout=60)
        return self.returncode, out, err


@pytest.fixture
def start() -> Iterator[Callable[..., Build]]:
    started: list[Build] = []

    def start(*words: str) -> Build:
        started.append(Build(*words))
        return started[-1]

    yield start
    for build in started:
        build.kill()
        build.communicate()


@posix
@pytest.mark.parametrize(
    ("name", "code"),
    [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143)],
)
def test_the_first_signal_lets_it_drain(start: Callable[..., Build], name: str, code: int) -> None:
    build = start(QUICK)

    build.send_signal(signal.Signals[name])

    assert build.end() == (code, f"stop {code}\ndrained\n", "")


@posix
@pytest.mark.parametrize(
    ("first", "second", "stops", "code"),
    [
        ("SIGINT", "SIGINT", 130, 130),
        ("SIGTERM", "SIGTERM", 143, 143),
        ("SIGINT", "SIGTERM", 130, 143),
        ("SIGHUP", "SIGINT", 143, 130),
    ],
)
def test_the_second_signal_ends_it_at_once(
    start: Callable[..., Build], first: str, second: str,
    stops: int, code: int,
) -> None:  # fmt: skip
    build = start(FOR_EVER)

    build.send_signal(signal.Signals[first])
    heard = build.line()
    build.send_signal(signal.Signals[second])

    assert heard == f"stop {stops}"
    assert build.end() == (code, "left\n", "")


@posix
def test_it_ends_even_where_a_farewell_goes_wrong(start: Callable[..., Build]) -> None:
    build = start(FOR_EVER, "broken")

    build.send_signal(signal.SIGINT)
    build.line()
    build.send_signal(signal.SIGINT)

    assert build.end() == (130, "left\n", "")


@posix
def test_under_nohup_a_closed_terminal_changes_nothing(start: Callable[..., Build]) -> None:
    build = start(QUICK, "nohup")

    build.send_signal(signal.SIGHUP)
    build.send_signal(signal.SIGTERM)

    assert build.end() == (143, "stop 143\ndrained\n", "")


@posix
def test_after_the_block_signals_are_as_they_were() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]

    async def listen() -> None:
        with listening(lambda _: None):
            pass

    asyncio.run(listen())

    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)] == before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_where_the_loop_knows_no_signals_they_are_heard_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError  # as the loops of Windows

    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", refuse)
    monkeypatch.setattr(asyncio.SelectorEventLoop, "remove_signal_handler", refuse)
    heard: list[Exit] = []

    async def listen() -> None:
        stopped = asyncio.Event()

        def stop(code: Exit) -> None:
            heard.append(code)
            stopped.set()

        with listening(stop):
            signal.raise_signal(signal.SIGINT)
            await stopped.wait()

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(listen())

    assert heard == [Exit.INTERRUPTED]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
