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
    """One thing that befalls one process."""

    kind: HazardKind
    at_step: int | None = None  # before the process has its n-th effect
    after: float = 0  # seconds from its start, where no step is named
    seconds: float = 0  # that the lid stays closed
