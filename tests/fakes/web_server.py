"""A server on this machine that remembers all it is sent, and answers or fails as it is told.

    async with WebServer(lambda request: reply(200, b"{}")) as server:
        ...  # server.origin, server.received

It is made of sockets alone, so that it can fail in ways that no framework would: an answer that is
half there, a connection that is reset, a body that comes by drops.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping
    from types import TracebackType

Ending: TypeAlias = Literal["keep", "close", "reset", "hang"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it came."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]  # names in lower case
    body: bytes
    connection: int  # its number, from 1 on
    server: str = ""  # the origin that got it

    def header(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Bytes to send, and what to do then."""

    data: bytes = b""
    then: Ending = "keep"
    pause: float = 0  # seconds before each byte but the first few
    at_once: int = 0  # how many bytes go without a pause


def reply(
    status: int, body: bytes = b"", headers: Mapping[str, str] = MappingProxyType({}), *,
    then: Ending = "keep",
) -> Reply:  # fmt: skip
    """Write an answer; its length is told where `headers` do not tell another."""
    named = {"content-length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {named[name]}" for name in named)]
    return Reply(data="\r\n".join([*lines, "", ""]).encode() + body, then=then)


class WebServer:
    """Listens while its block runs."""

    def __init__(
        self,
        answer: Callable[[Received], Reply],
        *,
        hangs_up: bool = False,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._answer = answer
        self._hangs_up = hangs_up  # as soon as somebody connects
        self._host = host
        self._tls = tls
        self._writers: set[asyncio.StreamWriter] = set()
        self.received: list[Received] = []
        self.connections = 0
        self.port = 0

    @property
    def origin(self) -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{self._host}:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self._host, 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        self._writers.add(writer)
        try:
            while not self._hangs_up and await self._serve_one(reader, writer, number):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _serve_one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> bool:
        request = await _read(reader, number, self.origin)
        self.received.append(request)
        answer = self._answer(request)
        await _send(writer, answer)
        match answer.then:
            case "reset":
                linger = struct.pack("ii", 1, 0)  # on, for no time: closing sends RST
                connection = writer.get_extra_info("socket")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                writer.transport.abort()
            case "hang":
                await asyncio.sleep(3600)
            case "keep" | "close":
                pass
        return answer.then == "keep"


async def _read(reader: asyncio.StreamReader, number: int, server: str) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = [line.split(":", 1) for line in lines]
    headers = tuple((name.lower(), value.strip()) for name, value in pairs)
    length = int(dict(headers).get("content-length", "0"))
    body = await reader.readexactly(length)
    return Received(
        method=method, target=target, headers=headers, body=body, connection=number, server=server
    )


async def _send(writer: asyncio.StreamWriter, answer: Reply) -> None:
    end = answer.at_once if answer.pause else len(answer.data)
    writer.write(answer.data[:end])
    await writer.drain()
    for place in range(end, len(answer.data)):
        await asyncio.sleep(answer.pause)
        writer.write(answer.data[place : place + 1])
        await writer.drain()
