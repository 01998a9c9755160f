"""An owner whose processes are tasks: they outlive who began a call."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.execution.desk import Wire
    from assetforge.providers.instruction import Call

PUT_OFF = 429


class MemoryOwner:
    """Makes calls through wires, by provider, in tasks of a group; keeps how each ended.

    The group is the machine: where it is cancelled, as by a loss of power, what is under way is
    lost, and what had ended is still there.
    """

    def __init__(self, wires: Mapping[str, Wire], machine: asyncio.TaskGroup) -> None:
        self._wires = wires
        self._machine = machine
        self._prepared: set[str] = set()  # what nobody has begun
        self._begun: dict[str, asyncio.Event] = {}  # set once nobody is at the call
        self.ends: dict[str, Answer | NotSentError | LostAnswerError] = {}  # by intent

    async def prepare(self, intent: str) -> None:
        if intent not in self._begun:
            self._prepared.add(intent)

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        try:
            kept = await self.collect(intent)
        except NotSentError:
            kept = None
        if kept is not None and kept.status != PUT_OFF:
            return kept
        self.ends.pop(intent, None)
        self._prepared.discard(intent)
        self._begun[intent] = asyncio.Event()
        self._machine.create_task(self._made(intent, self._wires[provider], call, files))
        answer = await self.collect(intent)
        assert answer is not None
        return answer

    async def collect(self, intent: str) -> Answer | None:
        if intent in self._prepared:
            raise _never_sent()
        if intent not in self._begun:
            return None
        await self._begun[intent].wait()
        end = self.ends.get(intent) or _unknown()
        if not isinstance(end, Answer):
            raise end
        return end

    async def forget(self, intent: str) -> None:
        self._prepared.discard(intent)
        self._begun.pop(intent, None)
        self.ends.pop(intent, None)

    async def _made(self, intent: str, wire: Wire, call: Call, files: Sequence[str]) -> None:
        try:
            self.ends[intent] = await wire.send(call, files, is_paid=True)
        except (NotSentError, LostAnswerError) as failure:
            self.ends[intent] = failure
        finally:
            self._begun[intent].set()


def _never_sent() -> NotSentError:
    return NotSentError("the process that was to make the call ended before it did")


def _unknown() -> LostAnswerError:
    return LostAnswerError("the process that waited for the answer was ended")
