"""The network: requests on their way, through whatever weather there is.

request ─ weather ─▶ the service answers ─ weather ─▶ answer
             └ what is late arrives all the same, whether its sender is gone or not
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from typing import TYPE_CHECKING, Final

from assetforge.execution.delivery import LostAnswerError, NotSentError

if TYPE_CHECKING:
    from assetforge.sandbox.message import HttpAnswer, HttpRequest
    from tests.simulation.service import Service
    from tests.simulation.weather import Weather

UNREACHED: Final = "cannot reach the service: connection refused"
BROKEN: Final = "the connection broke before the answer was there"
TOO_LATE: Final = "no whole answer in time"


class Network:
    """What is under way belongs to nobody's process: it goes on without its sender."""

    def __init__(self, service: Service, weather: Weather, group: asyncio.TaskGroup) -> None:
        self.weather = weather
        self._service, self._group = service, group

    async def exchange(
        self, request: HttpRequest, intent: str, *, is_paid: bool, patience: float
    ) -> HttpAnswer:
        """Send a request and wait for its answer.

        Raises:
            NotSentError, LostAnswerError: as it went.
        """
        match self.weather.luck(is_paid=is_paid):
            case "refused":
                await asyncio.sleep(self.weather.latency())
                raise NotSentError(UNREACHED)
            case "vanishes":
                await asyncio.sleep(self.weather.silence(patience))
                raise LostAnswerError(BROKEN)
            case "late":
                return await self._late(request, intent, patience)
            case "slow":
                return await self._answered(request, intent, patience, self.weather.slowness())
            case "well":
                return await self._answered(request, intent, patience, self.weather.latency())

    async def _answered(
        self, request: HttpRequest, intent: str, patience: float, seconds: float
    ) -> HttpAnswer:
        answer = self._service.answer(request, intent)
        delay = answer.transfer.delay + answer.transfer.spread + seconds
        await asyncio.sleep(min(delay, patience))
        if delay > patience:
            raise LostAnswerError(TOO_LATE)
        return answer

    async def _late(self, request: HttpRequest, intent: str, patience: float) -> HttpAnswer:
        """Let a request arrive late, while its sender waits, or waits no more."""
        arrived: asyncio.Future[HttpAnswer] = asyncio.get_running_loop().create_future()
        lateness = self.weather.lateness()

        async def travel() -> None:
            await asyncio.sleep(lateness)
            answer = self._service.answer(request, intent)
            if not arrived.done():
                arrived.set_result(answer)

        self._group.create_task(travel(), context=Context())
        try:
            async with asyncio.timeout(self.weather.silence(patience)):
                return await arrived
        except TimeoutError:
            raise LostAnswerError(TOO_LATE) from None
