"""A market: a sandbox with faults, and shops that buy there with one store and one ledger.

<home>/store/  state/  config.toml      shared by all shops
<home>/logs/                            what every command printed
<home>/<shop>/project/                  a manifest whose prompts are new in every round
<home>-sandbox/                         the sandbox's own; its keys are known there and nowhere else
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from PIL import Image

from tests.command_line import COMMAND, World
from tests.faults.killing import CENSUS, MODULE
from tests.faults.paid_running import Running
from tests.faults.paid_texts import CONFIG, MANIFEST, faults_towards
from tests.faults.paid_trap import Trap
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

BUG: Final = "This is a bug in assetforge"
CREDITS: Final = "20000"  # `--max-credits` of each build
BUILD: Final = ("build", "--max-credits", CREDITS)


class Market:
    """A sandbox, a trap and everything that shops share, as a context."""

    def __init__(self, home: Path, seed: int, *, is_fair: bool = False) -> None:
        """Begin one; where it is fair, no fault strikes."""
        self.home = home
        self.trap = Trap()
        faults = "" if is_fair else faults_towards(self.trap.origin)
        self.sandbox = SandboxServer(
            home.with_name(f"{home.name}-sandbox"),
            "--seed", str(seed), "--credits", "100000000", faults=faults,
        )  # fmt: skip
        self.rounds = 0  # salts that shops were given
        self.asked = 0  # times that a person had to decide
        self.given_up: set[str] = set()  # orders that a person gave up, by their ids
        self._n_logs = 0
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.enter_context(self.trap)
        self._open.enter_context(self.sandbox)
        self.logs.mkdir(parents=True)
        (self.home / "config.toml").write_text(CONFIG, encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def logs(self) -> Path:
        """The folder of what commands printed."""
        return self.home / "logs"

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.home / "store"

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.home / "state" / "ledger.sqlite3"

    def variables(self) -> dict[str, str]:
        """Give what a command of any shop sees."""
        return {
            **self.sandbox.variables,
            "ASSETFORGE_STORE_DIR": str(self.store),
            "ASSETFORGE_STATE_DIR": str(self.ledger.parent),
            "ASSETFORGE_CONFIG": str(self.home / "config.toml"),
            # A signal between opening a file and holding it leaves it to the interpreter.
            "PYTHONWARNINGS": "error,ignore::ResourceWarning",
        }

    def shop(self, name: str) -> Shop:
        """Open a shop."""
        world = ShopWorld(self.home / name)
        world.project.mkdir(parents=True)
        Image.new("RGB", (16, 16), "teal").save(world.project / "logo.png")
        return Shop(market=self, name=name, world=world)

    def new_round(self, *shops: Shop) -> None:
        """Give all shops one manifest whose prompts nobody saw before."""
        self.rounds += 1
        salt = secrets.token_hex(6)
        for shop in shops:
            text = MANIFEST.replace("SALT", salt).replace("NAME", shop.name)
            (shop.world.project / "assets.toml").write_text(text, encoding="utf-8")

    def bugs(self) -> Iterator[str]:
        """Say which commands told of a bug."""
        for path in sorted(self.logs.iterdir()):
            text = path.read_text("utf-8", "replace")
            if "Traceback" in text or BUG in text:
                yield f"{path.name}: {text}"

    def new_log(self) -> Path:
        """Name a file for what one command prints; `.out` and `.err` are added."""
        self._n_logs += 1
        return self.logs / f"{self._n_logs:05}"


class ShopWorld(World):
    """The world of one shop, with the store of all."""

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.home.parent / "store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A project that buys."""

    market: Market
    name: str
    world: World

    def start(
        self, *words: str, through: Sequence[str] = (), more: Mapping[str, str] | None = None
    ) -> Running:
        """Start a command in a session of its own.

        `through` are points where it kills itself, `more` are variables that it sees, too.
        """
        program = [sys.executable, "-m", MODULE, *through] if through else COMMAND
        log = self.market.new_log()
        out, err = log.with_suffix(".out"), log.with_suffix(".err")
        with out.open("wb") as told, err.open("wb") as complained:
            process = subprocess.Popen(
                [*program, *words], cwd=self.world.project,
                env=self.world.environment({**self.market.variables(), **(more or {})}),
                stdin=subprocess.DEVNULL, stdout=told, stderr=complained, start_new_session=True,
            )  # fmt: skip
        return Running(process=process, out=out, err=err)

    def run(self, *words: str) -> Running:
        """Run a command to its end."""
        running = self.start(*words)
        running.wait()
        return running

    def census(self) -> dict[str, int]:
        """Build with all points counted; returns how often each was passed."""
        place = self.market.home / "census.json"
        ended = self.start(*BUILD, through=(CENSUS, str(place)))
        assert ended.wait() == 0, ended.said
        return dict(json.loads(place.read_text("utf-8")))
