"""A sandbox in a process of its own, for tests that buy: started, proved to be ours, and asked.

with SandboxServer(folder, faults='…') as sandbox:
    world.run("build", "-y", **sandbox.variables)
    sandbox.orders()          what was paid, by the server's own account
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Final, Self, TypeAlias, cast

import httpx

from tests.command_line import COMMAND, PATIENCE, World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Order: TypeAlias = "Mapping[str, object]"
QUICK: Final = ("--latency", "0-0.05", "--plain")


class SandboxServer:
    """One sandbox; `words` are options of its command, `faults` the text of its faults file."""

    def __init__(self, home: Path, *words: str, faults: str = "", port: int = 0) -> None:
        self._world = World(home)
        self._world.project.mkdir(parents=True, exist_ok=True)
        self._words = [*QUICK, *words, "--port", str(port)]
        if faults:
            place = home / "faults.toml"
            place.write_text(faults, encoding="utf-8")
            self._words += ["--faults", str(place)]
        self.origin = ""
        self.instance = ""
        self.keys: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [*COMMAND, "sandbox", "--json", *self._words],
            cwd=self._world.project, env=self._world.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._read_document(self._process)
        told = self.get("/sandbox/instance")
        assert told["instance"] == self.instance, "another server answers at our port"
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def variables(self) -> dict[str, str]:
        """The variables that point a command at it."""
        return {
            f"{name.upper()}_{what}": value
            for name, key in self.keys.items()
            for what, value in (("BASE_URL", self.origin), ("API_KEY", key))
        }

    def get(self, path: str) -> Mapping[str, object]:
        """Ask one of its own pages."""
        answer = httpx.get(f"{self.origin}{path}", timeout=30, trust_env=False)
        return cast("Mapping[str, object]", answer.raise_for_status().json())

    def ledger(self) -> Mapping[str, object]:
        """Read its account: credits, orders, counted requests."""
        return self.get("/sandbox/ledger")

    def orders(self, provider: str | None = None) -> list[Order]:
        """List the orders that were paid, oldest first."""
        orders = cast("list[Order]", self.ledger()["orders"])
        return [each for each in orders if provider in {None, each["provider"]}]

    def _read_document(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        text = b""
        while True:
            line = process.stdout.readline()
            assert line, f"the sandbox ended before it began: {text.decode()}"
            text += line
            try:
                found = json.loads(text)
            except ValueError:
                continue
            self.origin, self.instance = found["origin"], found["instance"]
            self.keys = dict(found["keys"])
            return
