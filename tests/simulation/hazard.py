"""Hazards: what befalls a process or its machine, and when.

kill         the process is gone; what it wrote is still in the page cache
power        the machine is gone; what was not flushed may be gone with it
suspend      the lid is closed: nobody runs, and only the date goes on
stop         the first Ctrl-C
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

HazardKind: TypeAlias = Literal["kill", "power", "suspend", "stop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """One thing that befalls one process: before its n-th step, or at a moment."""

    kind: HazardKind
    step: int | None = None  # which one; None: at a moment
    word: str = ""  # with which the steps begin that are counted
    after: float = 0  # seconds from its start, where no step is named
    seconds: float = 0  # that the lid stays closed


class Fuse:
    """A hazard that waits for its step."""

    def __init__(self, hazard: Hazard) -> None:
        self.hazard = hazard
        self._left = hazard.step

    def burns(self, what: str) -> bool:
        """Count a step that is about to be done; say whether it is the one."""
        if self._left is None or not what.startswith(self.hazard.word):
            return False
        self._left -= 1
        return self._left == 0
