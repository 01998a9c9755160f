"""The stage of one story: plays the lines of its session in a world of its own.

sandbox WORDS      start a sandbox; the commands after it buy there
orders             what was bought there since the last look, and what that cost
git WORDS          git itself, which finds the command line as a person's would
"""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING, Final, Self

from tests.cases.files import FILE_VERBS
from tests.cases.filters import settled
from tests.cases.sights import SIGHTS, changed, document, stamped
from tests.command_line import COMMAND, PATIENCE
from tests.git_commands import run_git, with_command
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cases.sights import Stamped
    from tests.command_line import World

NO_STDERR: Final = "2>/dev/null"
NO_STDOUT: Final = ">/dev/null"


class Stage:
    """Plays one line after the other; what a line changes, the next one finds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._noted: Stamped = {}
        self._sandbox: SandboxServer | None = None
        self._seen_orders = 0
        self._looks: dict[str, Callable[[str], str]] = {
            "note": self._note, "changes": self._changes, "sandbox": self._open,
            "orders": self._orders, "git": self._git,
        }  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._sandbox is not None:
            self._sandbox.__exit__()

    def play(self, line: str) -> str:
        """Do what a line says; return what a person sees of it."""
        verb, _, rest = line.partition(" ")
        if verb in FILE_VERBS:
            FILE_VERBS[verb](self._world, rest)
            return ""
        return settled(self._seen(verb, rest, line), self._world)

    def _seen(self, verb: str, rest: str, line: str) -> str:
        match verb:
            case _ if verb in self._looks:
                return self._looks[verb](rest)
            case "json":
                printed, code = self._run(f"{rest} {NO_STDERR}")
                return _with_code(document(printed), code)
            case _ if verb in SIGHTS:
                return SIGHTS[verb](self._world, rest)
            case _:
                return _with_code(*self._run(line))

    def _note(self, _: str) -> str:
        self._noted = stamped(self._world)
        return ""

    def _changes(self, _: str) -> str:
        return changed(self._noted, stamped(self._world))

    def _open(self, words: str) -> str:
        self._sandbox = SandboxServer(self._world.home / "sandbox", *shlex.split(words))
        self._sandbox.__enter__()
        return ""

    def _orders(self, _: str) -> str:
        """Say what the sandbox was paid for since the last look."""
        assert self._sandbox is not None, "there is no sandbox"
        orders = self._sandbox.orders()
        new, self._seen_orders = orders[self._seen_orders :], len(orders)
        lines = [f"{each['provider']} {each['route']} {each['credits']}" for each in new]
        return "\n".join(lines) or "none"

    def _git(self, words: str) -> str:
        environment = self._world.environment(self._changes_of_variables())
        variables = with_command(self._world.home / "bin", environment)
        ended = run_git(self._world.project, *shlex.split(words), variables=variables)
        return _with_code(ended.printed, ended.code)

    def _changes_of_variables(self) -> dict[str, str]:
        changes = {"ASSETFORGE_JOBS": "1"}  # so that assets end in one order
        return changes if self._sandbox is None else changes | self._sandbox.variables

    def _run(self, line: str) -> tuple[str, int]:
        words = shlex.split(line)
        changes = self._changes_of_variables()
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            changes[name] = value
        assert words[0] == "assetforge", f"nobody knows how to play `{line}`"
        arguments = [word for word in words[1:] if word not in {NO_STDERR, NO_STDOUT}]
        ended = subprocess.run(
            [*COMMAND, *arguments],
            cwd=self._world.project,
            env=self._world.environment(changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if NO_STDOUT in words else subprocess.PIPE,
            stderr=subprocess.DEVNULL if NO_STDERR in words else subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        return (ended.stdout or b"").decode(), ended.returncode


def _with_code(printed: str, code: int) -> str:
    told = f"[exit {code}]" if code else ""
    return "\n".join(part for part in (printed.rstrip("\n"), told) if part)
