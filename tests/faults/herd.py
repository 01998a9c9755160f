"""Some processes that begin one thing at the same moment, as often as it takes.

    herd.ask(task) ─▶ each: reads the task, gets ready, says `ready` ─ all are ─▶ `go` ─▶ its answer

They live through all rounds, so that a round costs no start of Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO, TYPE_CHECKING, Self

from tests.command_line import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Herd:
    """Processes that run `python -m MODULE --process NUMBER`, as a context."""

    def __init__(self, module: str, count: int) -> None:
        self._processes = [_start(module, number) for number in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            with process:
                _pipe(process.stdin).close()

    def ask(self, task: str) -> list[str]:
        """Give all of them a task, let them begin together, and collect their answers."""
        for process in self._processes:
            _write(process, task)
        said = [_read(process) for process in self._processes]
        assert set(said) == {"ready"}, said
        for process in self._processes:
            _write(process, "go")
        return [_read(process) for process in self._processes]


def tasks() -> Iterator[tuple[str, Callable[[], None]]]:
    """Be one of the processes: each task, and what to call when ready for it."""
    for line in sys.stdin:
        yield line.strip(), _wait_for_all


def answer(text: str) -> None:
    """Say one line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _wait_for_all() -> None:
    answer("ready")
    sys.stdin.readline()


def _start(module: str, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", module, "--process", str(number)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def _write(process: subprocess.Popen[str], line: str) -> None:
    pipe = _pipe(process.stdin)
    pipe.write(f"{line}\n")
    pipe.flush()


def _read(process: subprocess.Popen[str]) -> str:
    return _pipe(process.stdout).readline().strip()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
