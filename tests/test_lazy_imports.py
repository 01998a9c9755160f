"""Commands that have little to do load little: what is slow to import stays where it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.imports import SLOW

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
NEVER = frozenset(SLOW) | {"importlib.metadata"}  # looking up an installed package reads its files
MANIFEST = """\
version = 1

[project]
name = "little"

[image.hero]
prompt = "A glass bottle on wet marble"
size = "16x16"
"""
RUN = """\
import json, sys
from assetforge.cli.main import main
try:
    main()
finally:
    sys.stdout.flush()
    sys.stderr.write(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "assets.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


def test_help_loads_nothing_slow(project: Path) -> None:
    said, loaded = run(project, "--help")

    assert "Usage: assetforge" in said
    assert loaded & NEVER == set()


def test_a_plan_with_nothing_to_do_loads_nothing_slow(project: Path) -> None:
    run(project, "build", "--quiet")

    said, loaded = run(project, "plan")

    assert "Nothing to do" in said
    assert loaded & NEVER == set()


def test_a_build_with_nothing_to_do_loads_nothing_slow(project: Path) -> None:
    run(project, "build", "--quiet")

    _, loaded = run(project, "build", "--quiet")

    assert loaded & NEVER == set()


def test_a_plan_with_something_to_do_is_seen_to_load_what_it_needs(project: Path) -> None:
    said, loaded = run(project, "plan")

    assert "1 to make" in said
    assert "pydantic" in loaded


def run(folder: Path, *words: str) -> tuple[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=folder, env=environment(folder), capture_output=True, text=True, check=True,
    )  # fmt: skip
    last = done.stderr.splitlines()[-1]
    return done.stdout, set(json.loads(last))


def environment(folder: Path) -> Mapping[str, str]:
    store = str(folder.parent / "store")
    return {**os.environ, "ASSETFORGE_STORE_DIR": store, "PYTHONPATH": str(ROOT)}
