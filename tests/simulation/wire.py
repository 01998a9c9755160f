"""The wire of a process: calls to the services' API, as the real one sends and reads them."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Final

from assetforge.adapters.wire_answer import read_answer
from assetforge.adapters.wire_path import checked_path
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.sandbox.message import HttpRequest
from tests.fakes.disk import media_of
from tests.simulation.machine import true_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Json
    from assetforge.providers.instruction import Answer, Call
    from assetforge.sandbox.message import HttpAnswer
    from tests.fakes.disk import Disk
    from tests.simulation.life import Life
    from tests.simulation.network import Network
    from tests.simulation.watch import Watch

PATIENCE: Final = 60.0  # seconds until an answer counts as lost
LONG_PATIENCE: Final = 300.0  # where the service draws meanwhile
PUT_OFF: Final = 429
KEYED: Final = {"authorization": "Bearer key", "content-type": "application/json"}
ASLEEP: Final = "the connection did not outlive the sleep"
TORN: Final = "the connection ended without a whole answer"


class SimulatedWire:
    """The way of one process to one service."""

    def __init__(
        self, life: Life, disk: Disk, network: Network, watch: Watch, patience: float = PATIENCE
    ) -> None:
        self._life, self._disk, self._network, self._watch = life, disk, network, watch
        self._patience = patience

    async def send(
        self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False, intent: str = ""
    ) -> Answer:
        """Send one request; `intent` is known where it is an owner's call."""
        checked_path(call.path)
        await self._life.breathe()
        request = _request(call, [self._disk.read(path) for path in files])
        if not is_paid:
            return _read(await self._exchanged(request))
        self._life.step(f"{call.method} {call.path}")
        intent = self._watch.leaves(call, intent)
        try:
            answer = _read(await self._exchanged(request, intent, is_paid=True))
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


def _request(call: Call, files: Sequence[bytes]) -> HttpRequest:
    query = "&".join(f"{name}={value}" for name, value in call.query.items())
    body: dict[str, Json] = dict(call.body or {})
    places = sorted({place for each in call.inline.values() for place in each})
    found = dict(zip(places, files, strict=True))
    for name, wanted in call.inline.items():
        body[name] = [_data_url(found[place]) for place in wanted]
    return HttpRequest(
        method=call.method, target=f"{call.path}?{query}" if query else call.path, headers=KEYED,
        body=json.dumps(body).encode() if body else b"",
    )  # fmt: skip


def _data_url(data: bytes) -> str:
    return f"data:{media_of(data).type};base64,{b64encode(data).decode()}"


def _read(answer: HttpAnswer) -> Answer:
    transfer = answer.transfer
    if transfer.ending in {"none", "reset", "cut"}:
        raise LostAnswerError(TORN)
    body = answer.body[: transfer.bytes] if transfer.ending == "overrun" else answer.body
    return read_answer(answer.status, list(answer.headers.items()), body, ())
