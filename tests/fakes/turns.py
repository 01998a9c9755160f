"""Turns in memory: a machine knows who is at which key, and frees the turns of who dies."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assetforge.core.digest import Digest

PAUSE = 0.02  # seconds of virtual time between two tries


class Machine:
    """What the processes of one machine share: who holds which turn."""

    def __init__(self) -> None:
        self.held: dict[Digest, MemoryTurns] = {}


class MemoryTurns:
    """The turns of one process."""

    def __init__(self, machine: Machine | None = None) -> None:
        self.machine = machine or Machine()

    @asynccontextmanager
    async def hold(self, key: Digest) -> AsyncGenerator[None]:
        held = self.machine.held
        while key in held:  # noqa: ASYNC110 - as the real ones wait: nobody rings a bell
            await asyncio.sleep(PAUSE)
        held[key] = self
        try:
            yield
        finally:
            if held.get(key) is self:
                del held[key]

    def die(self) -> None:
        """Let go of everything, as the system does for a process that was killed."""
        held = self.machine.held
        for key in [key for key, holder in held.items() if holder is self]:
            del held[key]
