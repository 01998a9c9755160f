"""Which slow packages a command loads, as `python -X importtime` sees it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.benchmarks.measure import Task

SLOW: Final = ("PIL", "av", "diskcache", "httpx", "networkx", "pydantic", "rich", "tree_sitter")


def slow_imports(task: Task) -> tuple[str, ...]:
    """Name the slow packages that a task of Python loads; none, as it should be."""
    python, *words = task.command
    done = subprocess.run(
        [python, "-X", "importtime", *words],
        cwd=task.folder, env=task.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }
    return tuple(name for name in SLOW if name in loaded)
