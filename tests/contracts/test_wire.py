"""What a buyer may rely on in any wire."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.origin import parse_origin
from assetforge.adapters.wire import HttpWire
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.virtual_time import run
from tests.fakes.web_server import Received, Reply, WebServer, reply
from tests.fakes.wire import MemoryWire

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from assetforge.core.values import Json
    from assetforge.execution.desk import Wire

JOB: dict[str, Json] = {"id": "7f", "prompt": "eine Brücke", "progress": 100, "error": None}
ORDER = Call(method="POST", path="/images", body={"prompt": "eine Brücke", "count": 1})


@dataclass(slots=True)
class Service:
    """What the other side does, and what it saw."""

    status: int = 200
    body: Json = None  # None: `text` is sent
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    loses: bool = False  # its answers
    seen: list[tuple[str, str, Json]] = field(default_factory=list[tuple[str, str, "Json"]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    wire: Wire
    service: Service
    wait: Callable[[Coroutine[object, object, Answer]], Answer]
    cut: Callable[[], None]  # nobody can be reached any more

    def send(self, call: Call, *, is_paid: bool = False) -> Answer:
        return self.wait(self.wire.send(call, is_paid=is_paid))


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    service = Service()
    if request.param == "fake":
        yield _in_memory(service)
        return
    with asyncio.Runner() as runner:
        server = runner.run(_open(WebServer(lambda received: _on_the_wire(service, received))))
        wire = HttpWire(parse_origin(server.origin, "LETZAI_BASE_URL"), Secret("key-of-a-contract"))

        def cut() -> None:
            runner.run(server.__aexit__(None, None, None))

        yield Bench(wire=wire, service=service, wait=runner.run, cut=cut)
        runner.run(wire.close())
        cut()


def _in_memory(service: Service) -> Bench:
    def serve(call: Call) -> Answer:
        service.seen.append((call.method, call.path, call.body))
        if service.loses:
            raise _lost()
        return Answer(
            status=service.status, body=service.body, text=service.text, headers=service.headers
        )

    wire = MemoryWire(serve)

    def cut() -> None:
        wire.refused.append(NotSentError("nobody is there"))

    return Bench(wire=wire, service=service, wait=run, cut=cut)


def _lost() -> LostAnswerError:
    return LostAnswerError("the connection broke")


async def _open(server: WebServer) -> WebServer:
    return await server.__aenter__()


def _on_the_wire(service: Service, received: Received) -> Reply:
    body = json.loads(received.body) if received.body else None
    service.seen.append((received.method, received.target, body))
    if service.loses:
        return Reply(then="reset")
    data = service.text if service.body is None else json.dumps(service.body)
    return reply(service.status, data.encode(), service.headers)


class TestWire:
    @pytest.mark.parametrize("status", [200, 201, 400, 402, 404, 429, 500, 503])
    def test_whatever_status_is_an_answer(self, bench: Bench, status: int) -> None:
        bench.service.status, bench.service.body = status, JOB

        answer = bench.send(ORDER, is_paid=True)

        assert (answer.status, answer.body) == (status, JOB)
        assert bench.service.seen == [("POST", "/images", ORDER.body)]

    def test_what_is_not_json_is_told_as_text(self, bench: Bench) -> None:
        bench.service.status, bench.service.text = 502, "<h1>Bad Gateway</h1>"

        answer = bench.send(ORDER)

        assert answer.body is None
        assert answer.text == "<h1>Bad Gateway</h1>"

    def test_headers_have_names_in_lower_case(self, bench: Bench) -> None:
        bench.service.status, bench.service.headers = 429, {"retry-after": "30"}

        assert bench.send(ORDER).headers["retry-after"] == "30"

    def test_a_redirect_is_an_answer_and_is_not_followed(self, bench: Bench) -> None:
        bench.service.status = 307
        bench.service.headers = {"location": "http://127.0.0.1:9/elsewhere"}

        answer = bench.send(ORDER, is_paid=True)

        assert answer.status == 307
        assert len(bench.service.seen) == 1

    @pytest.mark.parametrize("is_paid", [True, False])
    def test_a_lost_answer_is_told_and_the_request_went_out_once(
        self, bench: Bench, *, is_paid: bool
    ) -> None:
        bench.service.loses = True

        with pytest.raises(LostAnswerError):
            bench.send(ORDER, is_paid=is_paid)

        assert len(bench.service.seen) == 1

    @pytest.mark.parametrize("is_paid", [True, False])
    def test_what_never_left_is_told(self, bench: Bench, *, is_paid: bool) -> None:
        bench.cut()

        with pytest.raises(NotSentError) as caught:
            bench.send(ORDER, is_paid=is_paid)

        assert caught.value.is_worth_repeating
        assert bench.service.seen == []

    @pytest.mark.parametrize("path", ["/images/../users/me", "//elsewhere/x", "images"])
    def test_a_path_that_leads_elsewhere_is_not_sent(self, bench: Bench, path: str) -> None:
        with pytest.raises(NotSentError) as caught:
            bench.send(Call(method="GET", path=path))

        assert not caught.value.is_worth_repeating
        assert bench.service.seen == []
