from __future__ import annotations

import asyncio
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.origin import parse_origin
from assetforge.adapters.wire import PATIENT, USUAL, HttpWire, WireBounds
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.web_server import Received, Reply, WebServer, reply
from tests.unit.adapters.renderer.samples import sloped

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

KEY = Secret("canary-of-the-wire-77")
QUICK = WireBounds(connect_seconds=1, read_seconds=0.2, total_seconds=0.5, answer_bytes=1000)
ORDER = Call(method="POST", path="/images", body={"prompt": "a"})
LOOK = Call(method="GET", path="/images/7f", query={"a": "b c&d", "page": "2"})
WHOLE = reply(201, b'{"id": "7f"}').data


def ask(
    answer: Callable[[Received], Reply] | Reply, call: Call = ORDER, *, is_paid: bool = True,
    bounds: WireBounds = QUICK, hangs_up: bool = False,
) -> tuple[Answer | Exception, WebServer]:  # fmt: skip
    def serve(received: Received) -> Reply:
        return answer(received) if callable(answer) else answer

    async def work() -> tuple[Answer | Exception, WebServer]:
        async with WebServer(serve, hangs_up=hangs_up) as server:
            wire = HttpWire(parse_origin(server.origin, "X"), KEY, bounds)
            try:
                return await wire.send(call, is_paid=is_paid), server
            except (NotSentError, LostAnswerError) as error:
                return error, server
            finally:
                await wire.close()

    return asyncio.run(work())


def answered(answer: Reply, call: Call = ORDER, bounds: WireBounds = QUICK) -> Answer:
    found, _ = ask(answer, call, bounds=bounds)
    assert isinstance(found, Answer), found
    return found


FAILURES: Mapping[str, Reply] = {
    "reset after the whole request": Reply(then="reset"),
    "closed without an answer": Reply(then="close"),
    "half a head": Reply(data=WHOLE[:20], then="close"),
    "half a body": Reply(data=WHOLE[:-4], then="close"),
    "a chunk that is cut": Reply(
        data=b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{}", then="close"
    ),
    "no HTTP at all": Reply(data=b"SSH-2.0-OpenSSH_9.6\r\n\r\n", then="close"),
    "silence": Reply(then="hang"),
    "a drip": Reply(data=WHOLE, pause=0.1, at_once=len(WHOLE) - 12),
}


@pytest.mark.parametrize("is_paid", [True, False])
@pytest.mark.parametrize("name", FAILURES)
def test_whatever_breaks_once_the_request_left_is_lost(name: str, *, is_paid: bool) -> None:
    found, server = ask(FAILURES[name], is_paid=is_paid)

    assert isinstance(found, LostAnswerError)
    assert found.why.startswith("127.0.0.1: ")
    assert len(server.received) == 1  # nothing is ever sent twice


def test_a_server_that_hangs_up_at_once_may_have_taken_it() -> None:
    found, _ = ask(reply(200), hangs_up=True)

    assert isinstance(found, LostAnswerError)


def test_a_refused_connection_was_not_sent() -> None:
    async def work() -> None:
        async with WebServer(lambda _: reply(200)) as server:
            origin = parse_origin(server.origin, "X")
        await HttpWire(origin, KEY, QUICK).send(ORDER, is_paid=True)

    with pytest.raises(NotSentError, match=r"^cannot reach 127\.0\.0\.1: ") as caught:
        asyncio.run(work())

    assert caught.value.is_worth_repeating


def test_what_does_not_speak_tls_was_not_sent_and_is_not_tried_again() -> None:
    async def work() -> None:
        is_over = asyncio.Event()

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Speak plainly\r\n\r\n")
            await reader.read()
            writer.close()
            is_over.set()

        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        origin = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            await HttpWire(parse_origin(origin, "X"), KEY, QUICK).send(ORDER, is_paid=True)
        finally:
            await is_over.wait()
            server.close()

    with pytest.raises(NotSentError, match="does not speak TLS as it should") as caught:
        asyncio.run(work())

    assert not caught.value.is_worth_repeating


def test_an_order_says_what_it_holds() -> None:
    _, server = ask(reply(201, b"{}"))

    [received] = server.received
    assert (received.method, received.target) == ("POST", "/images")
    assert json.loads(received.body) == {"prompt": "a"}
    assert received.header("content-type") == "application/json"
    assert received.header("accept-encoding") == "identity"
    assert received.header("authorization") == f"Bearer {KEY.reveal()}"


def test_a_question_has_its_query_and_no_body() -> None:
    _, server = ask(reply(200, b"{}"), LOOK)

    [received] = server.received
    assert received.target == "/images/7f?a=b+c%26d&page=2"
    assert received.body == b""
    assert received.header("content-type") is None


@pytest.mark.parametrize(("is_paid", "connections"), [(True, 3), (False, 1)])
def test_an_order_has_a_connection_of_its_own(*, is_paid: bool, connections: int) -> None:
    async def work() -> int:
        async with WebServer(lambda _: reply(200, b"{}")) as server:
            wire = HttpWire(parse_origin(server.origin, "X"), KEY, QUICK)
            for _ in range(3):
                await wire.send(ORDER, is_paid=is_paid)
            await wire.close()
            return server.connections

    assert asyncio.run(work()) == connections


def test_a_compressed_answer_is_not_read_and_keeps_its_status() -> None:
    answer = answered(reply(402, b"\x1f\x8b" + bytes(500), {"content-encoding": "gzip"}))

    assert (answer.status, answer.body) == (402, None)
    assert "compressed" in answer.text


def test_an_answer_is_read_up_to_a_cap() -> None:
    assert answered(reply(200, json.dumps("a" * 998).encode())).body == "a" * 998

    answer = answered(reply(200, json.dumps("a" * 999).encode()))

    assert (answer.status, answer.body) == (200, None)
    assert answer.text == "The answer is longer than 1,000 bytes."


def test_an_answer_without_an_end_is_read_up_to_the_cap() -> None:
    chunk = b"40\r\n" + b"a" * 64 + b"\r\n"
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

    answer = answered(Reply(data=head + 100 * chunk, then="hang"))

    assert answer.text == "The answer is longer than 1,000 bytes."


def test_an_answer_that_wants_another_protocol_unasked_is_none() -> None:
    head = b"HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n{}"

    found, _ = ask(Reply(data=head, then="close"))

    assert isinstance(found, LostAnswerError)


def test_a_key_in_an_error_of_the_service_is_taken_out() -> None:
    data = json.dumps({"message": f"bad key {KEY.reveal()}"}).encode()

    assert answered(reply(401, data)).body == {"message": "bad key ***"}


def test_messages_hold_no_query() -> None:
    found, _ = ask(Reply(then="close"), LOOK)

    assert isinstance(found, LostAnswerError)
    assert "page" not in found.why


def test_giving_up_waiting_is_no_answer_and_is_passed_on() -> None:
    async def work() -> int:
        async with WebServer(lambda _: Reply(then="hang")) as server:
            wire = HttpWire(parse_origin(server.origin, "X"), KEY)
            async with asyncio.timeout(0.1):
                await wire.send(ORDER, is_paid=True)
            return 0

    with pytest.raises(TimeoutError):
        asyncio.run(work())


def test_inlined_files_go_as_data_urls_and_are_never_in_memory(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    sloped(40, 30).save(small, "PNG")
    large.write_bytes(small.read_bytes() + bytes(24 * 1024 * 1024))
    call = Call(method="POST", path="/v1", body={"n": 1}, inline={"input_images": (0, 1)})
    lengths: list[int] = []

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lengths.append(await _swallowed(reader))
        writer.write(WHOLE)
        await writer.drain()
        writer.close()

    tracemalloc.start()
    answer = asyncio.run(_asked(swallow, call, [str(small), str(large)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert answer.body == {"id": "7f"}
    assert lengths[0] > 32 * 1024 * 1024
    assert peak < 6 * 1024 * 1024


async def _swallowed(reader: asyncio.StreamReader) -> int:
    """Take in a body without keeping it; returns its length."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = rest = int(head.partition("content-length: ")[2].split("\r\n")[0])
    while rest:
        rest -= len(await reader.read(65536))
    return length


async def _asked(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    call: Call, files: Sequence[str],
) -> Answer:  # fmt: skip
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    wire = HttpWire(parse_origin(f"http://127.0.0.1:{port}", "X"), KEY, PATIENT)
    answer = await wire.send(call, files, is_paid=True)
    await wire.close()
    server.close()
    return answer


def test_a_patient_wire_waits_longer_and_takes_more() -> None:
    assert PATIENT.read_seconds >= 300  # a synchronous service draws while we wait
    assert PATIENT.total_seconds > PATIENT.read_seconds
    assert PATIENT.answer_bytes > USUAL.answer_bytes
