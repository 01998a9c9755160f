"""What can still be read once a command has parsed its files: told by a hook that runs last.

with Canaries(world) as canaries:      keys in the environment, a server where the services are
    canaries.run("plan", …)
    canaries.leaked()                  the keys that something found after all
    canaries.connections()             how often anybody connected to the server
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Final, Self

from tests.command_line import ROOT
from tests.faults.hostile_ground import CANARY, KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import Ended, World

# Python runs it before anything else, and what it registers after everything else: as a library
# would that came with the project. It looks into this process, into what the system keeps of it,
# and has a child look, too.
HOOK: Final = """\
import atexit, os, subprocess

def tell():
    seen = [repr(dict(os.environ)).encode(), repr(os.environb).encode()]
    if os.path.exists("/proc/self/environ"):
        seen.append(open("/proc/self/environ", "rb").read())
    seen.append(subprocess.run(["env"], capture_output=True, check=True).stdout)
    with open(f"FOLDER/seen-{os.getpid()}", "wb") as file:
        file.write(b"\\n".join(seen))

atexit.register(tell)
"""


class Canaries:
    """Keys that sing where they are seen, and a server that should hear nothing."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._folder = world.home / "seen"
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0)
        self._folder.mkdir()
        hook = HOOK.replace("FOLDER", str(self._folder))
        (self._folder / "sitecustomize.py").write_text(hook, encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    @property
    def origin(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def variables(self, **changes: str) -> dict[str, str]:
        """Give the variables of a command that has every key at hand."""
        return {
            **KEYS, "LETZAI_BASE_URL": self.origin, "LETTA_BASE_URL": self.origin,
            "PYTHONPATH": f"{self._folder}{os.pathsep}{ROOT}", **changes,
        }  # fmt: skip

    def run(self, *words: str, **changes: str) -> Ended:
        """Run a command to its end."""
        return self._world.run(*words, **self.variables(**changes))

    def leaked(self) -> list[str]:
        """Name the keys that were found; something must have looked."""
        seen = [path.read_text("utf-8", "replace") for path in self._seen()]
        assert seen, "the hook did not run"
        return sorted(name for name, key in KEYS.items() if any(_sings(key, text) for text in seen))

    def connections(self) -> int:
        """Count who connected."""
        count = 0
        while True:
            try:
                connection, _ = self._server.accept()
            except BlockingIOError:
                return count
            connection.close()
            count += 1

    def _seen(self) -> list[Path]:
        return sorted(self._folder.glob("seen-*"))


def _sings(key: str, text: str) -> bool:
    """Say whether a key, or what makes it one, stands in a text."""
    return any(part in text for part in key.split("@", maxsplit=1)[0].split(":") if CANARY in part)
