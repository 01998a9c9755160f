from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import assetforge
from assetforge.ui.idle import nothing_to_do


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (0, "Nothing to do: there is no asset to make."),
        (1, "Nothing to do: 1 asset is up to date."),
        (41, "Nothing to do: 41 assets are up to date."),
        (10_000, "Nothing to do: 10,000 assets are up to date."),
    ],
)
def test_it_is_said_that_nothing_is_to_do(count: int, line: str) -> None:
    assert nothing_to_do(count) == line


NEWLY_LOADED = """
import sys, __future__
import assetforge.ui
before = set(sys.modules)
import assetforge.ui.idle
print(*sorted(set(sys.modules) - before))
"""


def test_saying_so_loads_nothing_else() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", NEWLY_LOADED],
        env={**os.environ, "PYTHONPATH": str(Path(assetforge.__path__[0]).parent)},
        capture_output=True, check=True,
    )  # fmt: skip

    assert loaded.stdout.decode().split() == ["assetforge.ui.idle"]
