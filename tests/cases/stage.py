"""The stage of one story: plays the lines of its session in a world of its own."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING, Final

from tests.cases.files import FILE_VERBS
from tests.cases.filters import settled
from tests.cases.sights import SIGHTS, changed, document, stamped
from tests.command_line import COMMAND, PATIENCE

if TYPE_CHECKING:
    from tests.cases.sights import Stamped
    from tests.command_line import World

NO_STDERR: Final = "2>/dev/null"
NO_STDOUT: Final = ">/dev/null"


class Stage:
    """Plays one line after the other; what a line changes, the next one finds."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._noted: Stamped = {}

    def play(self, line: str) -> str:
        """Do what a line says; return what a person sees of it."""
        verb, _, rest = line.partition(" ")
        if verb in FILE_VERBS:
            FILE_VERBS[verb](self._world, rest)
            return ""
        return settled(self._seen(verb, rest, line), self._world)

    def _seen(self, verb: str, rest: str, line: str) -> str:
        match verb:
            case "note":
                self._noted = stamped(self._world)
                return ""
            case "changes":
                return changed(self._noted, stamped(self._world))
            case "json":
                printed, code = self._run(f"{rest} {NO_STDERR}")
                return _with_code(document(printed), code)
            case _ if verb in SIGHTS:
                return SIGHTS[verb](self._world, rest)
            case _:
                return _with_code(*self._run(line))

    def _run(self, line: str) -> tuple[str, int]:
        words = shlex.split(line)
        changes = {"ASSETFORGE_JOBS": "1"}  # so that assets end in one order
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
