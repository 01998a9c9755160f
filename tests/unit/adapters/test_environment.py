from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.command_line import World

if TYPE_CHECKING:
    from pathlib import Path

CANARY: Final = "canary-7d21"
PROGRAM: Final = """\
import os, subprocess, sys
from pathlib import Path
from assetforge.adapters.environment import forget

forget(["FIRST", "EMPTY", "ABSENT", "LAST=", "LAST"])
kept = Path("/proc/self/environ")
print(sorted(name for name in os.environ if name in {"FIRST", "EMPTY", "SECOND", "LAST"}))
print(kept.read_bytes() if kept.exists() else b"")
print(subprocess.run(["env"], capture_output=True, check=True).stdout)
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def forgotten(world: World) -> list[str]:
    given = {"FIRST": CANARY, "SECOND": f"x={CANARY[:6]}", "EMPTY": "", "LAST": f"a\n{CANARY}=b"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=world.environment(given), capture_output=True,
        text=True, check=True, cwd=world.home,
    )  # fmt: skip
    return ended.stdout.splitlines()


def test_a_variable_is_gone_from_here_from_children_and_from_what_the_system_keeps(
    world: World,
) -> None:
    names, kept, child = forgotten(world)

    assert names == "['SECOND']"
    assert CANARY not in kept + child


def test_what_stays_is_not_touched(world: World) -> None:
    _, kept, child = forgotten(world)

    assert "SECOND=x=canary" in child
    assert not kept or "SECOND=x=canary" in kept
