"""The ports of one process: the fakes of `tests.fakes`, behind a life that may end at any step."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from assetforge.execution.order import order_among
from tests.fakes.desk import MemoryScribe
from tests.fakes.ledger import MemoryLedger
from tests.fakes.ports import (
    MemoryFacts,
    MemoryLockFile,
    MemoryOutputs,
    MemorySources,
    MemoryStore,
    MemoryWorkshop,
)
from tests.fakes.turns import MemoryTurns
from tests.simulation.pictures import WHOLE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from random import Random

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob, Media
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Lock, Made
    from assetforge.plan.facts import Ordered
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.instruction import Piece
    from tests.simulation.clock import ProcessClock
    from tests.simulation.life import Life
    from tests.simulation.machine import LivingDisk

PAUSE: Final = 0.02  # seconds between two tries for a turn, at first
LONGEST_PAUSE: Final = 8.0  # longer than the real one: hours are waited here, too


class SimulatedStore(MemoryStore):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life = life

    async def stage(self) -> str:
        await self._life.breathe()
        return f"{await super().stage()}:{self._life.name}"

    async def keep(self, piece: Piece) -> Blob:
        await self._life.breathe()
        return await super().keep(piece)

    async def record(self, made: Made) -> None:
        await self._life.breathe()
        await super().record(made)

    async def fetch(self, blob: Blob, healer: str) -> str:
        await self._life.breathe()
        return await super().fetch(blob, healer)


class SimulatedWorkshop(MemoryWorkshop):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life, self._shelf = life, disk

    async def render(self, drawing: Drawing, inputs: Sequence[str], path: str) -> Media:
        await self._life.breathe()
        media = await super().render(drawing, inputs, path)
        self._shelf.staged[path] += WHOLE.encode()
        return media


class SimulatedOutputs(MemoryOutputs):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life = life

    async def place(self, source: str, output: str) -> None:
        await self._life.breathe()
        await super().place(source, output)

    async def discard(self, output: str, digest: Digest) -> bool:
        await self._life.breathe()
        return await super().discard(output, digest)


class SimulatedSources(MemorySources):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life = life

    async def fetch(self, path: str, blob: Blob) -> str:
        await self._life.breathe()
        return await super().fetch(path, blob)


class SimulatedLockFile(MemoryLockFile):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life = life

    async def save(self, lock: Lock) -> None:
        await self._life.breathe()
        await super().save(lock)


class SimulatedScribe(MemoryScribe):
    def __init__(self, life: Life, disk: LivingDisk) -> None:
        super().__init__(disk)
        self._life = life

    async def write(self, path: str, data: bytes) -> None:
        await self._life.breathe()
        await super().write(path, data)


class SimulatedLedger(MemoryLedger):
    def __init__(self, life: Life, disk: LivingDisk, clock: ProcessClock) -> None:
        machine = life.machine
        super().__init__(disk, clock, machine.pages, flushes=machine.flushes)
        self._life = life

    async def _rows(self) -> list[Attempt]:
        await self._life.breathe()
        return await super()._rows()


class SimulatedTurns(MemoryTurns):
    def __init__(self, life: Life) -> None:
        super().__init__(life.machine.turns)
        self._life = life
        life.at_end.append(self.die)

    @asynccontextmanager
    async def hold(self, key: Digest) -> AsyncGenerator[None]:
        pause = PAUSE
        await self._life.breathe()
        while key in self.machine.held:
            await asyncio.sleep(pause)
            await self._life.breathe()
            pause = min(2 * pause, LONGEST_PAUSE)
        async with super().hold(key):
            yield


class SimulatedFacts(MemoryFacts):
    """What a plan is told; orders are read from the ledger at the moment of asking."""

    def __init__(self, life: Life, disk: LivingDisk, paths: dict[str, str]) -> None:
        super().__init__(disk, paths)
        self._pages = life.machine.pages

    def ordered(self, key: Digest) -> Ordered | None:
        return order_among(row for row in self._pages.written.values() if row.key == key)


class SimulatedChance:
    """What nobody can foresee, from the number of the world."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def intent(self) -> str:
        return "".join(self._chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=26))

    def share(self) -> float:
        return self._chance.random()
