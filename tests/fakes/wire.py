"""A service in memory, at the end of a wire that can break on both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.adapters.wire_path import checked_path
from tests.fakes.virtual_time import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.execution.delivery import DeliveryError
    from assetforge.providers.instruction import Answer, Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request that arrived."""

    call: Call
    files: tuple[str, ...]
    is_paid: bool


class MemoryWire:
    """Passes each call to `service`, which answers or raises what became of it.

    A `NotSentError` means that the service never saw the call, so it is not in `sent`; any other
    error means that it did.
    """

    def __init__(self, service: Callable[[Call], Answer], seconds: float = 0) -> None:
        self._service = service
        self._seconds = seconds  # of virtual time that each way takes
        self._clock = VirtualClock()
        self.sent: list[Sent] = []
        self.refused: list[DeliveryError] = []  # raised first, one for each call, unseen

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        checked_path(call.path)
        if self.refused:
            raise self.refused.pop(0)
        if self._seconds:
            await self._clock.sleep(self._seconds)
        self.sent.append(Sent(call=call, files=tuple(files), is_paid=is_paid))
        answer = self._service(call)
        if self._seconds:
            await self._clock.sleep(self._seconds)
        return answer
