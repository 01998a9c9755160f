"""A row of the fault matrix: what goes wrong, and how two builds in a row must end.

    project, config ─▶ a sandbox of its own, with the faults ─▶ build ─▶ build again
                                                                 │         │
                                                Ending, orders ──┴─────────┴── Ending, orders

Orders are counted by the server: what it was paid for, not what the ledger here believes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.command_line import Ended
    from tests.faults.matrix.stage import Stage

    Act: TypeAlias = Callable[[Stage], Ended]

Value: TypeAlias = float | str | tuple[int, ...]

PROJECT: Final = 'version = 1\n\n[project]\nname = "matrix"\n'
LAMP: Final = f"""{PROJECT}
[image.lamp]
prompt = "A brass lamp"
provider = "letzai"
"""
LAMP_AND_VASE: Final = f"""{LAMP}
[image.vase]
prompt = "A blue vase"
provider = "letzai"
"""
LAMP_OF_LETTA: Final = LAMP.replace("letzai", "letta")
# Less than services get: the sandbox is on this machine, so that short times are allowed.
SOON: Final = "[letzai]\nsettle_seconds = 0.5\n"
IN_TURN: Final = ("-y", "-j", "1")  # one asset after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one build must end: its code, and words of what it tells a person."""

    code: int
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()  # words that would be a contradiction


DONE: Final = Ending(code=Exit.DONE)
IDLE: Final = Ending(code=Exit.DONE, says=("Nothing to do",))
TAKEN_UP: Final = Ending(code=Exit.DONE, says=("taken up at no charge", "Spent: nothing."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, or one way in which a row can happen."""

    name: str  # as the matrix numbers it, and words for the way
    first: Ending
    again: Ending = IDLE
    orders: tuple[int, int]  # paid at the server in all, after each build
    faults: tuple[str, ...] = ()
    manifest: str = LAMP
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    config: str = SOON
    sandbox: tuple[str, ...] = ()  # options of the sandbox
    words: tuple[str, ...] = ("-y",)  # options of the build
    hurry: int = 1  # how many times faster the clock of the build goes
    impatience: int = 1  # how many times less long it waits for who says nothing
    hours: int = 0  # how wrong the date of the build is
    act: Act | None = None  # what is done instead of the first build
    between: Callable[[Stage], None] | None = None  # what is done before the second

    @property
    def number(self) -> str:
        """The row's number in the matrix."""
        return self.name.partition("-")[0]

    def __str__(self) -> str:
        return self.name


def fault(kind: str, route: str | None = None, **more: Value) -> str:
    """Write a fault for the sandbox's file."""
    place: dict[str, Value] = {} if route is None else {"route": route}
    values: dict[str, Value] = {"kind": kind, **place, **more}
    lines = [f"{name} = {_written(value)}" for name, value in values.items()]
    return "\n".join(["[[fault]]", *lines])


def _written(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return f'"{value}"' if isinstance(value, str) else f"{value}"
