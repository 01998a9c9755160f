"""A checkout of a project that buys at a sandbox, and machines that it can be moved between.

<home>/project/         the checkout; what a machine keeps lies beside it
<home>/store/  state/  config.toml

Another machine is another home; a second checkout on one machine shares store and state.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from tests.command_line import PATIENCE, Ended, World, world_with
from tests.faults.killing import MODULE
from tests.faults.matrix.row import SOON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assetforge.core.values import Json
    from tests.sandbox_server import Order, SandboxServer

HERO_COST: Final = 60
BEACH_COST: Final = 120
PROJECT: Final = """\
version = 1

[project]
name = "shop"

[defaults]
provider = "letzai"

[image.hero]
prompt = "A bottle on wet marble"
model = "flux2"

[edit.beach]
from = "hero"
prompt = "Move it to a beach"

[image.sketch]
prompt = "A pencil sketch"
provider = "studio"
size = "64x64"
"""
HERO: Final = PROJECT.partition("\n[edit.beach]")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A checkout, the machine that it is on, and where it buys."""

    world: World
    sandbox: SandboxServer
    paid_before: int  # orders that the sandbox had by then

    @property
    def place(self) -> Path:
        """The folder of the checkout."""
        return self.world.project

    @property
    def lock(self) -> Path:
        """The file of the lock."""
        return self.place / "assets.lock"

    @property
    def config(self) -> Path:
        """The config file of this machine."""
        return self.world.home / "config.toml"

    @property
    def variables(self) -> dict[str, str]:
        """Give what a command sees on this machine."""
        return {
            **self.sandbox.variables,
            "ASSETFORGE_STATE_DIR": str(self.world.home / "state"),
            "ASSETFORGE_CONFIG": str(self.config),
            "TMPDIR": str(self.world.home),
        }

    @property
    def orders(self) -> Sequence[Order]:
        """List what was paid since this story began, oldest first."""
        return self.sandbox.orders()[self.paid_before :]

    @property
    def spent(self) -> Decimal:
        """Add up what was paid since this story began, by the server's own account."""
        return sum((Decimal(str(order["credits"])) for order in self.orders), Decimal(0))

    def run(self, *words: str, **changes: str) -> Ended:
        """Run a command to its end."""
        return self.world.run(*words, **{**self.variables, **changes})

    def start(self, *words: str, **changes: str) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own."""
        return self.world.start(*words, **{**self.variables, **changes})

    def killed_at(self, point: str, times: int, *words: str) -> Ended:
        """Run a command that kills itself when it comes by a point for this time."""
        ended = subprocess.run(
            [sys.executable, "-m", MODULE, point, str(times), *words], cwd=self.place,
            env=self.world.environment(self.variables), stdin=subprocess.DEVNULL,
            capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        return Ended(code=ended.returncode, out=ended.stdout.decode(), err=ended.stderr.decode())

    def save(self, *words: str, name: str = "plan.json", **changes: str) -> None:
        """Save a plan."""
        saved = self.run("plan", "--out", name, *words, **changes)
        assert saved.code == 0, saved.err

    def write(self, text: str, name: str = "assets.toml") -> None:
        """Write a file of the project."""
        (self.place / name).write_text(text, encoding="utf-8")

    def saved(self, name: str = "plan.json") -> Mapping[str, Json]:
        """Read a saved plan."""
        return cast("Mapping[str, Json]", json.loads((self.place / name).read_text("utf-8")))

    def edit_plan(self, change: Mapping[str, Json], name: str = "plan.json") -> None:
        """Write other values into a saved plan, each at a path with dots."""
        document = dict(self.saved(name))
        for path, value in change.items():
            _put(document, path.split("."), value)
        self.write(json.dumps(document), name)

    def elsewhere(self, home: Path, *names: str) -> Checkout:
        """Check the project out on another machine, which has a store and a state of its own."""
        world = World(home)
        world.project.mkdir(parents=True)
        for name in ("assets.toml", *names):
            shutil.copy(self.place / name, world.project / name)
        (home / "config.toml").write_text(SOON, encoding="utf-8")
        return Checkout(
            world=world, sandbox=self.sandbox, paid_before=len(self.sandbox.orders())
        )  # fmt: skip


def check_out(home: Path, sandbox: SandboxServer, text: str = PROJECT) -> Checkout:
    """Begin a project that nothing was bought for."""
    world = world_with(home, {"assets.toml": text})
    (home / "config.toml").write_text(SOON, encoding="utf-8")
    return Checkout(world=world, sandbox=sandbox, paid_before=len(sandbox.orders()))


def _put(place: Json, path: Sequence[str], value: Json) -> None:
    for name in path[:-1]:
        place = (
            place[int(name)] if isinstance(place, list) else cast("dict[str, Json]", place)[name]
        )
    if isinstance(place, list):
        place[int(path[-1])] = value
    else:
        cast("dict[str, Json]", place)[path[-1]] = value


KILLED: Final = -signal.SIGKILL
