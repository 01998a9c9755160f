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
    from collections.abc import Mapping

Files: TypeAlias = "Mapping[str, str]"

PROJECT: Final = 'version = 1\n\n[project]\nname = "matrix"\n'
LAMP: Final = f"""{PROJECT}
[image.lamp]
prompt = "A brass lamp"
provider = "letzai"
"""
# A smaller window than services get: the sandbox is on this machine, so that this is allowed.
SOON: Final = "[letzai]\nsettle_seconds = 0.5\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one build must end: its code, and words of what it tells a person."""

    code: Exit
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()  # words that would be a contradiction


DONE: Final = Ending(code=Exit.DONE)
IDLE: Final = Ending(code=Exit.DONE, says=("Nothing to do",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, or one way in which a row can happen."""

    name: str  # as the matrix numbers it, and a word for the way
    first: Ending
    again: Ending
    orders: tuple[int, int]  # paid at the server in all, after each build
    faults: tuple[str, ...] = ()
    manifest: str = LAMP
    files: Files = field(default_factory=dict[str, str])
    config: str = SOON
    sandbox: tuple[str, ...] = ()  # options of the sandbox
    words: tuple[str, ...] = ("-y",)  # options of the build
    hurry: int = 1  # how many times faster the clock of the build goes

    @property
    def number(self) -> str:
        """The row's number in the matrix."""
        return self.name.partition("-")[0]

    def __str__(self) -> str:
        return self.name


def fault(kind: str, route: str | None = None, **more: float | str) -> str:
    """Write a fault for the sandbox's file."""
    values: dict[str, float | str] = {"kind": kind, **({} if route is None else {"route": route})}
    lines = [f"{name} = {_written(value)}" for name, value in {**values, **more}.items()]
    return "\n".join(["[[fault]]", *lines])


def _written(value: float | str) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value}"
