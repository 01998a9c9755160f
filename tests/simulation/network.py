"""The network: the ways of a process to the services, through whatever weather there is.

    Call ─▶ request ─ weather ─▶ the service answers ─ weather ─▶ Answer
                └ what is late arrives all the same, whoever sent it is gone or not
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from contextvars import Context
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from assetforge.adapters.wire_answer import read_answer
from assetforge.adapters.wire_path import checked_path
from assetforge.execution.delivery import (
    GoneError,
    LostAnswerError,
    NotSentError,
    WrongBytesError,
)
from assetforge.sandbox.message import HttpAnswer, HttpRequest
from tests.fakes.disk import media_of
from tests.simulation.machine import true_time
from tests.simulation.pictures import decoded
from tests.simulation.service import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.media import Media
    from assetforge.providers.instruction import Answer, Call
    from tests.fakes.disk import Disk
    from tests.simulation.life import Life
    from tests.simulation.service import Service
    from tests.simulation.watch import Watch
    from tests.simulation.weather import Weather

PATIENCE: Final = 60.0  # seconds until an answer counts as lost
PUT_OFF: Final = 429
ASLEEP: Final = "the connection did not outlive the sleep"
LONG_PATIENCE: Final = 300.0  # for a service that draws meanwhile
KEYED: Final = {"authorization": "Bearer key", "content-type": "application/json"}


class Network:
    """What is under way belongs to nobody's process: it goes on without its sender."""

    def __init__(self, service: Service, weather: Weather, group: asyncio.TaskGroup) -> None:
        self.service, self.weather, self._group = service, weather, group
        self.under_way = 0

    async def exchange(
        self, request: HttpRequest, intent: str, *, is_paid: bool, patience: float
    ) -> HttpAnswer:
        """Send a request and wait for its answer.

        Raises:
            NotSentError, LostAnswerError: as it went.
        """
        luck = self.weather.luck(is_paid=is_paid)
        if luck == "refused":
            await asyncio.sleep(self.weather.latency())
            raise NotSentError("cannot reach the service: connection refused")
        if luck == "vanishes":
            await asyncio.sleep(self.weather.chance.choice((0.1, patience)))
            raise LostAnswerError("the connection broke before the answer was there")
        if luck == "late":
            return await self._late(request, intent, patience)
        answer = self.service.answer(request, intent)
        slow = self.weather.slowness() if luck == "slow" else self.weather.latency()
        delay = answer.transfer.delay + slow + answer.transfer.spread
        await asyncio.sleep(min(delay, patience))
        if delay > patience:
            raise LostAnswerError("no whole answer in time")
        return answer

    async def _late(self, request: HttpRequest, intent: str, patience: float) -> HttpAnswer:
        """Let a request arrive late, while its sender waits or is gone."""
        arrived: asyncio.Future[HttpAnswer] = asyncio.get_running_loop().create_future()
        lateness = self.weather.lateness()
        self.under_way += 1

        async def travel() -> None:
            await asyncio.sleep(lateness)
            self.under_way -= 1
            answer = self.service.answer(request, intent)
            if not arrived.done():
                arrived.set_result(answer)

        self._group.create_task(travel(), context=Context())
        limit = self.weather.chance.choice((0.2, patience))
        try:
            async with asyncio.timeout(limit):
                return await arrived
        except TimeoutError:
            raise LostAnswerError("the connection broke, or no answer came in time") from None


class SimulatedWire:
    """The way of one process to one service."""

    def __init__(
        self, life: Life, disk: Disk, network: Network, watch: Watch,
        patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        self._life, self._disk, self._network, self._watch = life, disk, network, watch
        self._patience = patience

    async def send(
        self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False, intent: str = ""
    ) -> Answer:
        checked_path(call.path)
        await self._life.breathe()
        request = _request(call, [self._disk.read(path) for path in files])
        if not is_paid:
            return _answer(await self._exchanged(request))
        self._life.step(f"{call.method} {call.path}")
        intent = self._watch.leaves(call, intent)
        try:
            answer = _answer(await self._exchanged(request, intent, is_paid=True))
        except NotSentError:
            self._watch.returns(intent)
            raise
        self._life.step(f"answer {answer.status} to {call.method} {call.path}")
        if answer.status == PUT_OFF:
            self._watch.returns(intent)
        return answer

    async def _exchanged(
        self, request: HttpRequest, intent: str = "", *, is_paid: bool = False
    ) -> HttpAnswer:
        machine, began = self._life.machine, true_time()
        naps = len(machine.naps)
        answer = await self._network.exchange(
            request, intent, is_paid=is_paid, patience=self._patience
        )
        await self._life.breathe()
        if len(machine.naps) > naps and true_time() - began > self._patience:
            raise LostAnswerError(ASLEEP)
        return answer


class SimulatedDownloads:
    """The way of one process to bytes at URLs."""

    def __init__(self, life: Life, disk: Disk, network: Network) -> None:
        self._life, self._disk, self._network = life, disk, network

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        del provider
        answer = await self._asked(HttpRequest(method="GET", target=_target(url)))
        if answer.status in {403, 404, 410}:
            raise GoneError("the URL leads nowhere any more", answer.status)
        if answer.status != 200 or answer.transfer.ending != "whole":
            raise LostAnswerError("the download broke off")
        self._life.step(f"download {path}")
        self._disk.staged[path] = answer.body
        return await self.examine(path, is_film=is_film)

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        del provider
        request = HttpRequest(
            method="PUT", target=_target(url), headers={"content-type": media_type},
            body=self._disk.read(path),
        )  # fmt: skip
        answer = await self._asked(request)
        if answer.transfer.ending != "whole":
            raise LostAnswerError("the connection broke")
        return answer.status

    async def examine(self, path: str, *, is_film: bool) -> Media:
        await self._life.breathe()
        media = decoded(self._disk.read(path))
        if media is None or media.is_film != is_film:
            raise WrongBytesError("the result is not what was ordered")
        return media

    async def _asked(self, request: HttpRequest) -> HttpAnswer:
        await self._life.breathe()
        answer = await self._network.exchange(request, "", is_paid=False, patience=PATIENCE)
        await self._life.breathe()
        return answer


def _request(call: Call, files: Sequence[bytes]) -> HttpRequest:
    query = f"?{urlencode(dict(call.query))}" if call.query else ""
    body = dict(call.body or {})
    if call.inline:
        places = sorted({place for each in call.inline.values() for place in each})
        found = dict(zip(places, files, strict=True))
        for name, wanted in call.inline.items():
            body[name] = [_data_url(found[place]) for place in wanted]
    has_body = call.body is not None or call.inline
    return HttpRequest(
        method=call.method, target=f"{call.path}{query}", headers=KEYED,
        body=json.dumps(body).encode() if has_body else b"",
    )  # fmt: skip


def _data_url(data: bytes) -> str:
    return f"data:{media_of(data).type};base64,{b64encode(data).decode()}"


def _answer(answer: HttpAnswer) -> Answer:
    transfer = answer.transfer
    if transfer.ending in {"none", "reset", "cut"}:
        raise LostAnswerError("the connection ended without a whole answer")
    body = answer.body[: transfer.bytes] if transfer.ending == "overrun" else answer.body
    return read_answer(answer.status, list(answer.headers.items()), body, ())


def _target(url: str) -> str:
    assert url.startswith(f"{ORIGIN}/"), url
    return url.removeprefix(ORIGIN)
