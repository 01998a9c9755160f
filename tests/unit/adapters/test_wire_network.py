from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpcore
import pytest

from assetforge.adapters.wire_network import MOST_UNREAD, AsyncioNetwork
from tests.fakes.self_signed import client_side, server_side

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def connected(
    serve: Serve, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[httpcore.AsyncNetworkStream]:
    """Connect to a server that treats each connection like this."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except ConnectionError:
            pass  # the test has left
        finally:
            writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=tls)
    async with server:
        port = server.sockets[0].getsockname()[1]
        stream = await AsyncioNetwork().connect_tcp("127.0.0.1", port, 5)
        try:
            yield stream
        finally:
            await stream.aclose()


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(64 * 1024):
        writer.write(data)
        await writer.drain()


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    await asyncio.Event().wait()


def test_what_is_written_arrives_and_what_comes_is_read_in_pieces() -> None:
    async def work() -> list[bytes]:
        async with connected(echo) as stream:
            await stream.write(b"abcdef", 5)
            return [await stream.read(4, 5), await stream.read(4, 5)]

    assert asyncio.run(work()) == [b"abcd", b"ef"]


def test_more_than_is_held_comes_whole() -> None:
    async def flood(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * (8 * MOST_UNREAD))
        await writer.drain()

    async def work() -> int:
        count = 0
        async with connected(flood) as stream:
            await asyncio.sleep(0.05)  # so that more comes than is held
            while data := await stream.read(64 * 1024, 5):
                count += len(data)
        return count

    assert asyncio.run(work()) == 8 * MOST_UNREAD


def test_the_end_is_no_error_and_can_be_seen_before_anything_is_asked() -> None:
    async def hang_up(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        """Say nothing."""

    async def work() -> tuple[bytes, object]:
        async with connected(hang_up) as stream:
            return await stream.read(1, 5), stream.get_extra_info("is_readable")

    assert asyncio.run(work()) == (b"", True)


def test_a_reset_is_an_error_of_reading() -> None:
    async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        plug: socket.socket = writer.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    async def work() -> None:
        async with connected(reset) as stream:
            await stream.read(1, 5)

    with pytest.raises(httpcore.ReadError):
        asyncio.run(work())


def test_who_says_nothing_and_who_takes_nothing_in_are_left_in_time() -> None:
    async def work() -> None:
        async with connected(silence) as stream:
            assert not stream.get_extra_info("is_readable")
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(1, 0.02)
            with pytest.raises(httpcore.WriteTimeout):
                await stream.write(b"x" * 50_000_000, 0.02)

    asyncio.run(work())


def test_nobody_there_is_an_error_of_connecting_that_says_why() -> None:
    with pytest.raises(httpcore.ConnectError) as caught:
        asyncio.run(AsyncioNetwork().connect_tcp("127.0.0.1", 9, 5))

    assert isinstance(caught.value.__cause__, ConnectionRefusedError)


def test_tls_is_spoken_and_the_certificate_checked(tmp_path: Path) -> None:
    async def work(tls: ssl.SSLContext, name: str) -> bytes:
        async with connected(echo, server_side(tmp_path)) as plain:
            stream = await plain.start_tls(tls, name, 5)
            await stream.write(b"secret", 5)
            assert stream.get_extra_info("ssl_object") is not None
            return await stream.read(100, 5)

    assert asyncio.run(work(client_side(), "localhost")) == b"secret"
    for tls, name in ((ssl.create_default_context(), "localhost"), (client_side(), "letz.ai")):
        with pytest.raises(httpcore.ConnectError) as caught:
            asyncio.run(work(tls, name))
        assert isinstance(caught.value.__cause__, ssl.SSLCertVerificationError)
