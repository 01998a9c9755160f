"""The owner of synchronous calls: its processes outlive who began a call, but not the power.

prepare: waiting ─▶ intent ─▶ call ─▶ child: POST ─▶ end (on the disk) ─▶ collect
            └──── killed here: never sent ┘    └ power lost here: nobody can tell
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer
from tests.simulation.life import Life
from tests.simulation.wire import LONG_PATIENCE, PUT_OFF, SimulatedWire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.providers.instruction import Call
    from tests.fakes.disk import Disk
    from tests.simulation.machine import Machine
    from tests.simulation.network import Network
    from tests.simulation.watch import Watch

NEVER_SENT: Final = "the process that was to make the call ended before it did"
NOBODY: Final = "the process that waited for the answer was ended"


@dataclass(slots=True, kw_only=True)
class Spool:
    """What the calls of one machine left, by intent."""

    machine: Machine
    network: Network
    watch: Watch
    group: asyncio.TaskGroup
    waiting: set[str] = field(default_factory=set[str])  # calls whose child does not run yet
    begun: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])
    ends: dict[str, Answer | NotSentError | LostAnswerError] = field(
        default_factory=dict[str, "Answer | NotSentError | LostAnswerError"]
    )
    children: dict[str, asyncio.Task[None]] = field(default_factory=dict[str, "asyncio.Task[None]"])

    def lose_power(self) -> None:
        """End every child; what it was doing is not known any more."""
        for intent, child in self.children.items():
            child.cancel()
            self.begun[intent].set()
        self.children.clear()

    def send(self, intent: str, call: Call, files: Sequence[bytes]) -> None:
        """Have a child make a call."""
        self.waiting.discard(intent)
        self.begun[intent] = asyncio.Event()
        self.ends.pop(intent, None)
        work = self._made(intent, call, files)
        self.children[intent] = self.group.create_task(work, context=Context())

    async def _made(self, intent: str, call: Call, files: Sequence[bytes]) -> None:
        life = Life(f"call-{intent[:4]}", self.machine, self.network.weather.chance)
        disk = self.machine.new_disk()
        paths = [f"given:{intent}:{place}" for place in range(len(files))]
        disk.staged |= dict(zip(paths, files, strict=True))
        wire = SimulatedWire(life, disk, self.network, self.watch, LONG_PATIENCE)
        try:
            self.ends[intent] = await wire.send(call, paths, is_paid=True, intent=intent)
        except (NotSentError, LostAnswerError) as failure:
            self.ends[intent] = failure
        self.children.pop(intent, None)
        self.begun[intent].set()


class SimulatedOwner:
    """One process's way to the spool."""

    def __init__(self, life: Life, disk: Disk, spool: Spool) -> None:
        self._life, self._disk, self._spool = life, disk, spool

    async def prepare(self, intent: str) -> None:
        await self._life.breathe()
        self._life.step(f"prepare the call of {intent}")
        self._spool.waiting.add(intent)

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        del provider
        await self._life.breathe()
        try:
            kept = await self.collect(intent)
        except NotSentError:
            kept = None
        if kept is not None and kept.status != PUT_OFF:
            return kept
        self._life.step(f"begin the call of {intent}")
        self._spool.waiting.add(intent)
        self._life.step(f"start the child of {intent}")
        self._spool.send(intent, call, [self._disk.read(path) for path in files])
        answer = await self.collect(intent)
        assert answer is not None, "a call that was begun has an end"
        return answer

    async def collect(self, intent: str) -> Answer | None:
        await self._life.breathe()
        if intent in self._spool.waiting:
            raise NotSentError(NEVER_SENT)
        if intent not in self._spool.begun:
            return None
        await self._spool.begun[intent].wait()
        await self._life.breathe()
        self._life.step(f"collect the answer of {intent}")
        end = self._spool.ends.get(intent) or LostAnswerError(NOBODY)
        if not isinstance(end, Answer):
            raise end
        return end

    async def forget(self, intent: str) -> None:
        await self._life.breathe()
        self._life.step(f"forget the answer of {intent}")
        self._spool.waiting.discard(intent)
        self._spool.begun.pop(intent, None)
        self._spool.ends.pop(intent, None)
