"""A market: a sandbox with faults, and shops that buy there with one store and one ledger.

<home>/store/  state/  config.toml      shared by all shops
<home>/logs/                            what every command printed
<home>/<shop>/project/                  a manifest whose prompts are new in every round
<home>-sandbox/                         the sandbox's own; its keys are known there and nowhere else
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from PIL import Image

from tests.command_line import COMMAND, PATIENCE, World
from tests.faults.killing import CENSUS, MODULE
from tests.faults.paid_trap import Trap
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

BUG: Final = "This is a bug in assetforge"
CREDITS: Final = "20000"  # `--max-credits` of each build
BUILD: Final = ("build", "--max-credits", CREDITS)
SETTLE: Final = 1.5  # seconds that a lost order is looked for
LATE: Final = 0.4  # seconds that a job is in no list; less than that
CONFIG: Final = f"""\
[letzai]
settle_seconds = {SETTLE}

[letta.prices.image.flux-2-pro]
each = 12

[letta.prices.edit.gemini-3-pro-image]
each = 12
"""
FAULTS: Final = (  # kind, chance, more
    ("lose-answer", 0.08, ""),
    ("error-after", 0.04, ""),
    ("cut-answer", 0.01, ""),
    ("accept-late", 0.04, "seconds = 0.3"),
    ("error", 0.04, 'route = "POST *"'),
    ("limit", 0.03, 'route = "POST *"\nretry_after = "0.05"'),
    ("limit", 0.02, 'route = "POST *"'),
    ("error", 0.02, 'route = "GET /*"'),
    ("redirect-call", 0.01, 'to = "TRAP"'),
    ("list-late", 0.4, f"seconds = {LATE}"),
    ("know-late", 0.05, "seconds = 0.2"),
    ("fail", 0.02, ""),
    ("cut", 0.04, ""),
    ("half", 0.02, ""),
    ("expire", 0.04, ""),
    ("redirect", 0.02, 'to = "TRAP"'),
)
MANIFEST: Final = """\
version = 1

[project]
name = "NAME"

[defaults]
provider = "letzai"

[source.logo]
path = "logo.png"

[image.tile]
matrix = { number = [1, 2] }
prompt = "SALT tile {{number}}"
size = "640x640"

[edit.night]
from = "tile"
prompt = "SALT night {{number}}"
model = "nano-banana-2-lite"

[edit.branded]
from = ["tile@1", "logo"]
prompt = "SALT branded"
model = "nano-banana-2-lite"

[upscale.large]
from = "tile@1"

[video.film]
from = "tile@2"
prompt = "SALT film"
model = "veo31"

[image.sketch]
provider = "letta"
prompt = "SALT sketch"

[edit.poster]
provider = "letta"
from = "sketch"
prompt = "SALT poster"

[derive.icon]
from = "large"
width = 32
"""
PAID: Final = 9  # assets of a manifest that cost something, each once for a salt


class Market:
    """A sandbox, a trap and everything that shops share, as a context."""

    def __init__(self, home: Path, seed: int, *, is_fair: bool = False) -> None:
        """Begin one; where it is fair, no fault strikes."""
        self.home = home
        self.trap = Trap()
        faults = "version = 1\n" + ("" if is_fair else _faults(self.trap.origin))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A command that was started, and where it prints to."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; returns its code.

        Raises:
            TimeoutExpired: it did not end.
        """
        return self.process.wait(seconds)

    def kill_after(self, seconds: float) -> bool:
        """Kill it, and what it started, unless it ends before; says whether it was killed."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(seconds)
            return False
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return True

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens once it has ended."""
        self.process.send_signal(number)

    def bury(self) -> None:
        """End what a process left that killed itself."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.process.returncode == -signal.SIGKILL

    @property
    def said(self) -> str:
        """What it told people."""
        return self.err.read_text("utf-8")


def _faults(trap: str) -> str:
    return "".join(
        f'\n[[fault]]\nkind = "{kind}"\nchance = {chance}\n{more.replace("TRAP", trap)}\n'
        for kind, chance, more in FAULTS
    )
