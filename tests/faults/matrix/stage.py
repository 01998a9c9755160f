"""The stage of a row: a world and a sandbox of its own, in which builds run and are disturbed."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from tests.command_line import COMMAND, PATIENCE, Ended, World, world_with
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.faults.matrix.row import Row

_HURRIED: Final = (sys.executable, "-m", "tests.faults.matrix.hurried")
_GLANCE: Final = 0.02  # seconds between two looks at the sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How a row went."""

    first: Ended
    again: Ended
    orders: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where one row is played."""

    row: Row
    world: World
    sandbox: SandboxServer
    variables: Mapping[str, str]

    @property
    def command(self) -> list[str]:
        """Write the command of a build."""
        row = self.row
        haste = [str(each) for each in (row.hurry, row.impatience, row.hours)]
        start = COMMAND if haste == ["1", "1", "0"] else (*_HURRIED, *haste)
        return [*start, "build", *row.words]

    @property
    def paid(self) -> int:
        """Count the orders that the server was paid for."""
        return len(self.sandbox.orders())

    def build(self, **changes: str) -> Ended:
        """Build to the end; `changes` are variables of its environment."""
        with self.start(**changes) as build:
            return self.ended(build)

    def start(self, *, folder: str = "project", **changes: str) -> subprocess.Popen[bytes]:
        """Begin to build, in a session of its own; projects beside the first share its user."""
        return subprocess.Popen(
            self.command, cwd=self.world.home / folder,
            env=self.world.environment({**self.variables, **changes}),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            start_new_session=True,
        )  # fmt: skip

    def ended(self, build: subprocess.Popen[bytes]) -> Ended:
        """Wait for a build to end."""
        out, err = build.communicate(timeout=PATIENCE)
        return Ended(code=build.returncode, out=out.decode(), err=err.decode())

    @property
    def state(self) -> Path:
        """The folder where this user's money is remembered."""
        return self.world.home / "state"

    def until_paid(self, orders: int, build: subprocess.Popen[bytes]) -> None:
        """Wait until the server was paid for so many orders.

        Raises:
            AssertionError: the build ended before, or that takes too long.
        """
        latest = time.perf_counter() + PATIENCE
        while self.paid < orders:
            assert build.poll() is None, f"it ended before: {self.ended(build).err}"
            assert time.perf_counter() < latest, f"the server was paid for {self.paid} orders only"
            time.sleep(_GLANCE)

    def until_noted(self, build: subprocess.Popen[bytes]) -> None:
        """Wait until the ledger knows a job.

        Raises:
            AssertionError: the build ended before, or that takes too long.
        """
        latest = time.perf_counter() + PATIENCE
        ledger = self.state / "ledger.sqlite3"
        while not any(each.job for each in read_ledger(ledger, list_attempts)):
            assert build.poll() is None, f"it ended before: {self.ended(build).err}"
            assert time.perf_counter() < latest, "the ledger knows no job"
            time.sleep(_GLANCE)


def play(row: Row, home: Path) -> Played:
    """Play a row from its beginning to its end."""
    world = world_with(home, {"assets.toml": row.manifest})
    for name, data in row.files.items():
        place = world.project / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    config = home / "config.toml"
    config.write_text(row.config, encoding="utf-8")
    faults = "\n\n".join(["version = 1", *row.faults]) if row.faults else ""
    with SandboxServer(home / "sandbox", *row.sandbox, faults=faults) as sandbox:
        variables = {
            **sandbox.variables, "ASSETFORGE_CONFIG": str(config),
            "ASSETFORGE_STATE_DIR": str(home / "state"),
            "TMPDIR": str(home),  # where what must not be forgotten is kept at the last
        }  # fmt: skip
        stage = Stage(row=row, world=world, sandbox=sandbox, variables=variables)
        first = stage.build() if row.act is None else row.act(stage)
        paid = stage.paid
        if row.between is not None:
            row.between(stage)
        again = stage.build()
        return Played(first=first, again=again, orders=(paid, stage.paid))
