"""The import contracts of pyproject.toml catch what they are for: each break is planted and found.

A break is one new file in a copy of the tree, so it does not depend on how the rest is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent

ONE_WAY = "Data flows one way: each layer knows only the layers below it"
PURE = "Stages are pure: no input, output, time or chance"
PORTS = "The executor waits, and reaches the world only through its ports"
THIN = "Commands reach the world only through use cases"
ACYCLIC = "No cycles between siblings, at any depth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Files to plant in assetforge/, the contract that must break and what it must name."""

    name: str
    files: Mapping[str, str]
    contract: str
    blames: str


UNDER_TYPE_CHECKING = """\
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from assetforge.execution import planted
"""
IN_A_FUNCTION = """\
def late() -> None:
    from assetforge.app import planted
"""

BREAKS = (
    Break(
        name="a stage imports an adapter",
        files={"adapters/planted.py": "", "plan/planted.py": "import assetforge.adapters.planted"},
        contract=ONE_WAY,
        blames="assetforge.plan.planted",
    ),
    Break(
        name="strangers of one layer know each other",
        files={"manifest/planted.py": "", "lock/planted.py": "import assetforge.manifest.planted"},
        contract=ONE_WAY,
        blames="assetforge.lock.planted",
    ),
    Break(
        name="an import upwards hides under TYPE_CHECKING",
        files={"execution/planted.py": "", "graph/planted.py": UNDER_TYPE_CHECKING},
        contract=ONE_WAY,
        blames="assetforge.graph.planted",
    ),
    Break(
        name="an import upwards hides in a function",
        files={"app/planted.py": "", "ui/planted.py": IN_A_FUNCTION},
        contract=ONE_WAY,
        blames="assetforge.ui.planted",
    ),
    Break(
        name="a new module chose no layer",
        files={"utils.py": ""},
        contract=ONE_WAY,
        blames="utils",
    ),
    Break(
        name="the vocabulary reads the clock",
        files={"core/planted.py": "import time"},
        contract=PURE,
        blames="assetforge.core.planted",
    ),
    Break(
        name="a stage reads the clock through another module",
        files={
            "core/planted.py": "import time",
            "plan/planted.py": "import assetforge.core.planted",
        },
        contract=PURE,
        blames="assetforge.plan.planted",
    ),
    Break(
        name="the executor opens its own connection",
        files={"execution/planted.py": "import httpx"},
        contract=PORTS,
        blames="assetforge.execution.planted",
    ),
    Break(
        name="a command takes an adapter",
        files={"adapters/planted.py": "", "cli/planted.py": "import assetforge.adapters.planted"},
        contract=THIN,
        blames="assetforge.cli.planted",
    ),
    Break(
        name="two providers need each other",
        files={
            "providers/planted.py": "import assetforge.providers.other_planted",
            "providers/other_planted.py": "import assetforge.providers.planted",
        },
        contract=ACYCLIC,
        blames="planted",
    ),
)


@pytest.mark.parametrize("planted", BREAKS, ids=lambda planted: planted.name)
def test_a_planted_break_is_caught(planted: Break, tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path)
    for name, text in planted.files.items():
        (tree / "assetforge" / name).write_text(f'"""Planted."""\n{text}\n')

    done = lint_imports(tree)

    assert done.returncode == 1, done.stdout
    assert f"{planted.contract} BROKEN" in done.stdout
    assert planted.blames in done.stdout.partition("Broken contracts")[2]


def test_a_copy_without_a_break_keeps_every_contract(tmp_path: Path) -> None:
    done = lint_imports(copy_of_the_tree(tmp_path))

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def copy_of_the_tree(folder: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(
        ROOT / "assetforge", folder / "assetforge", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run it as a command: this Python has already imported the assetforge that is tested."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return subprocess.run(
        [Path(sysconfig.get_path("scripts"), f"lint-imports{suffix}"), "--no-cache", "--no-logo"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200", "NO_COLOR": "1"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
