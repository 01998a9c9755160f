"""Measuring a command: once to warm up, then several times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figure import Figure, Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STOPWATCH: Final = Path(__file__).with_name("stopwatch.py")


class BrokenRunError(Exception):
    """A measured command failed, or did something else than it should."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(f"{name}: it did not do what is measured\n{said[-2000:]}")


def _nothing() -> None:
    """Leave everything as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A command to measure, and where."""

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    says: str = ""  # what its output must contain: the proof that it did what is measured
    before: Callable[[], object] = _nothing  # done before each run, not measured
    warms_up: bool = True
    runs: int | None = None  # where it is so slow that the usual number would take too long


def measure(task: Task, runs: int) -> Figure:
    """Run a task and tell what it took.

    Raises:
        BrokenRunError: it failed, or its output is not what it should be.
    """
    if task.warms_up:
        _run(task)
    return Figure(samples=[_run(task) for _ in range(task.runs or runs)])


def clean_environment(**more: str) -> dict[str, str]:
    """Copy our environment without what would change how Python or assetforge behave.

    `CI` is one of these: there, `-y` agrees to nothing.
    """
    ours = {
        name: value
        for name, value in os.environ.items()
        if name != "CI" and not name.startswith(("PYTHON", "ASSETFORGE_", "MAKE", "NINJA"))
    }
    return {**ours, **more}


def _run(task: Task) -> Sample:
    task.before()
    log = task.folder / ".benchmark.log"
    done = subprocess.run(
        [sys.executable, "-I", "-S", STOPWATCH, log, *task.command],
        cwd=task.folder, env=task.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    log.unlink(missing_ok=True)
    if done.returncode or task.says not in said:
        raise BrokenRunError(task.name, said + done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return Sample(cpu=found["cpu"], wall=found["wall"], peak=found["peak"])
