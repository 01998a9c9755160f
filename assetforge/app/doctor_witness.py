"""A witness: passes on what is sent to a service and keeps what came back, for a live check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.report.witness import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.execution.desk import Owner, Wire
    from assetforge.execution.ports import Clock
    from assetforge.providers.instruction import Answer, Call


class Witness:
    """Keeps everything that was seen of one service; `ordered` is told of each order's answer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.seen: list[Seen] = []
        self.ordered: Callable[[Seen], None] = _nobody

    def note(self, call: Call, answer: Answer, *, is_paid: bool) -> None:
        """Keep one request with its answer."""
        seen = Seen(at=self._clock.now(), call=call, answer=answer, is_paid=is_paid)
        self.seen.append(seen)
        if is_paid:
            self.ordered(seen)


class WitnessedWire:
    """A wire that somebody watches."""

    def __init__(self, wire: Wire, witness: Witness) -> None:
        self._wire, self._witness = wire, witness

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        """Send one request; raises as the wire."""
        answer = await self._wire.send(call, files, is_paid=is_paid)
        self._witness.note(call, answer, is_paid=is_paid)
        return answer


class WitnessedOwner:
    """An owner of synchronous calls that somebody watches."""

    def __init__(self, owner: Owner, witness: Witness) -> None:
        self._owner, self._witness = owner, witness

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        """Have the call made once; raises as the owner."""
        answer = await self._owner.call(intent, provider, call, files)
        self._witness.note(call, answer, is_paid=True)
        return answer

    async def prepare(self, intent: str) -> None:
        """Note that a call was not made yet."""
        await self._owner.prepare(intent)

    async def collect(self, intent: str) -> Answer | None:
        """Return the answer of a call that another run began; raises as the owner."""
        return await self._owner.collect(intent)

    async def forget(self, intent: str) -> None:
        """Remove an answer."""
        await self._owner.forget(intent)


def _nobody(_seen: Seen) -> None:
    """Tell nobody."""
