"""The real command line, in a process and a world of its own: nothing of this machine's leaks in.

<home>/project/     where commands run
<home>/store/       the store
<home>/…            home folder, so that no configuration is read by accident
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parent.parent
COMMAND: Final = (sys.executable, "-m", "assetforge")
PATIENCE: Final = 120.0  # seconds after which a command counts as hung
_KEPT: Final = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG")  # of the environment of the tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class World:
    """A folder in which commands run as if nothing else existed."""

    home: Path

    @property
    def project(self) -> Path:
        """The folder of the project."""
        return self.home / "project"

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.home / "store"

    def environment(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """Give the variables that a command sees; `changes` are added."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        ours = {
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "PYTHONUNBUFFERED": "1",  # so that both streams arrive in the order of printing
            "ASSETFORGE_STORE_DIR": str(self.store),
        }
        return {**kept, **ours, **(changes or {})}

    def run(self, *words: str, **changes: str) -> Ended:
        """Run a command to its end; `changes` are variables of its environment."""
        ended = subprocess.run(
            [*COMMAND, *words],
            cwd=self.project,
            env=self.environment(changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())

    def start(self, *words: str, **changes: str) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own, so that signals reach it and nobody else."""
        return subprocess.Popen(
            [*COMMAND, *words],
            cwd=self.project,
            env=self.environment(changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # so that who reads a line of it takes no more than that
            start_new_session=True,
        )


def world_with(home: Path, files: Mapping[str, str]) -> World:
    """Make a world whose project holds these files."""
    world = World(home)
    world.project.mkdir(parents=True)
    for name, text in files.items():
        place = world.project / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return world
