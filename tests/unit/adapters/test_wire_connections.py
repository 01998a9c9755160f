from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore
import pytest

from assetforge.adapters.wire_connections import Connections
from assetforge.adapters.wire_transport import shared_tls
from tests.fakes.web_server import Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from assetforge.adapters.wire_connections import Exchange


class Body:
    """What a request carries, in pieces."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            yield piece


def request(origin: str, *pieces: bytes, seconds: float = 5) -> httpcore.Request:
    length = str(sum(map(len, pieces))).encode()
    return httpcore.Request(
        "POST" if pieces else "GET", f"{origin}/x",
        headers=[(b"Host", b"127.0.0.1"), *([(b"Content-Length", length)] if pieces else [])],
        content=Body(*pieces),
        extensions={"timeout": dict.fromkeys(("pool", "connect", "read", "write"), seconds)},
    )  # fmt: skip


async def read(exchange: Exchange) -> bytes:
    try:
        return b"".join([piece async for piece in exchange.pieces()])
    finally:
        await exchange.close()


def lines(*, keeps_alive: bool = True) -> Connections:
    return Connections(None, shared_tls(), keeps_alive=keeps_alive)


def test_a_body_goes_out_in_pieces_and_an_answer_comes_back() -> None:
    async def work() -> tuple[int, bytes, bytes]:
        async with WebServer(lambda _: reply(201, b"made")) as server:
            connections = lines()
            exchange = await connections.send(request(server.origin, b"ab", b"", b"cd"))
            body = await read(exchange)
            await connections.close()
            return exchange.status, body, server.received[0].body

    assert asyncio.run(work()) == (201, b"made", b"abcd")


@pytest.mark.parametrize(("keeps_alive", "expected"), [(True, 1), (False, 3)])
def test_one_after_the_other_they_share_a_connection_where_it_is_kept(
    *, keeps_alive: bool, expected: int
) -> None:
    async def work() -> int:
        async with WebServer(lambda _: reply(200, b"x")) as server:
            connections = lines(keeps_alive=keeps_alive)
            for _ in range(3):
                await read(await connections.send(request(server.origin)))
            await connections.close()
            return server.connections

    assert asyncio.run(work()) == expected


def test_a_connection_that_the_server_ended_is_not_used_again() -> None:
    async def work() -> list[int]:
        async with WebServer(lambda _: reply(200, b"x", then="close")) as server:
            connections = lines()
            found: list[int] = []
            for _ in range(3):
                exchange = await connections.send(request(server.origin))
                found.append(exchange.status)
                await read(exchange)
                await asyncio.sleep(0.02)  # for its end to arrive
            await connections.close()
            return found

    assert asyncio.run(work()) == [200, 200, 200]


def test_an_answer_that_is_not_read_to_its_end_takes_its_connection_with_it() -> None:
    async def work() -> int:
        async with WebServer(lambda _: reply(200, b"x" * 1_000_000)) as server:
            connections = lines()
            for _ in range(2):
                exchange = await connections.send(request(server.origin))
                await exchange.close()
                await exchange.close()  # twice is once
            await connections.close()
            return server.connections

    assert asyncio.run(work()) == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Reply(then="close"), httpcore.RemoteProtocolError),
        (Reply(then="reset"), httpcore.ReadError),
        (Reply(data=b"no http\r\n\r\n", then="close"), httpcore.RemoteProtocolError),
        (Reply(data=b"HTTP/1.1 200 " + b"x" * 200_000), httpcore.RemoteProtocolError),
        (Reply(then="hang"), httpcore.ReadTimeout),
    ],
)
def test_what_goes_wrong_is_an_error_and_frees_the_place(
    answer: Reply, error: type[Exception]
) -> None:
    async def work() -> None:
        async with WebServer(lambda _: answer) as server:
            connections = lines()
            for _ in range(40):  # more than may be under way at once
                with pytest.raises(error):
                    await connections.send(request(server.origin, seconds=0.05))
            await connections.close()

    asyncio.run(work())


def test_too_many_at_once_wait_for_each_other_and_not_for_ever() -> None:
    async def work() -> int:
        async with WebServer(lambda _: reply(200, b"x")) as server:
            connections = lines()
            held = [await connections.send(request(server.origin)) for _ in range(32)]
            with pytest.raises(httpcore.PoolTimeout):
                await connections.send(request(server.origin, seconds=0.02))
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(connections.send(request(server.origin)))
                await asyncio.sleep(0.02)
                await held[0].close()
            await connections.close()  # those in use as well
            return waiting.result().status

    assert asyncio.run(work()) == 200


def test_a_first_word_that_says_to_go_on_is_no_answer() -> None:
    early = Reply(data=b"HTTP/1.1 103 Early Hints\r\n\r\n" + reply(200, b"x").data)

    async def work() -> bytes:
        async with WebServer(lambda _: early) as server:
            connections = lines()
            body = await read(await connections.send(request(server.origin)))
            await connections.close()
            return body

    assert asyncio.run(work()) == b"x"
