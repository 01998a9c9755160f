"""Playing rows: each in a world and with a sandbox of its own, two at a time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.command_line import COMMAND, PATIENCE, Ended, World, world_with
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.faults.matrix.row import Row

_HURRIED: Final = (sys.executable, "-m", "tests.faults.matrix.hurried")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How a row went."""

    first: Ended
    again: Ended
    orders: tuple[int, int]


def play(row: Row, home: Path) -> Played:
    """Play a row from its beginning to its end."""
    world = world_with(home, {"assets.toml": row.manifest, **row.files})
    config = home / "config.toml"
    config.write_text(row.config, encoding="utf-8")
    faults = "\n\n".join(["version = 1", *row.faults]) if row.faults else ""
    with SandboxServer(home / "sandbox", *row.sandbox, faults=faults) as sandbox:
        variables = {**sandbox.variables, "ASSETFORGE_CONFIG": str(config)}
        first = build(world, row, variables)
        paid = len(sandbox.orders())
        again = build(world, row, variables)
        return Played(first=first, again=again, orders=(paid, len(sandbox.orders())))


def build(world: World, row: Row, variables: Mapping[str, str]) -> Ended:
    """Build as a row says."""
    command = COMMAND if row.hurry == 1 else (*_HURRIED, str(row.hurry))
    ended = subprocess.run(
        [*command, "build", *row.words], cwd=world.project, env=world.environment(variables),
        stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Ended(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())
