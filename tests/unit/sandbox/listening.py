"""A sandbox behind a real socket on a free port of this machine, and raw talk with it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.sandbox import Sandbox
from assetforge.sandbox.server import Server
from tests.unit.sandbox.bench import SETTINGS, START, decode, draw

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assetforge.sandbox.fault import Fault

PATIENCE: Final = 20.0  # seconds after which a test counts as hung


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to a server."""

    sandbox: Sandbox
    port: int

    async def say(self, *said: bytes) -> bytes:
        """Send bytes over one connection and read until the other side ends it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in said:
                writer.write(piece)
                await writer.drain()
            writer.write_eof()
            return await reader.read()
        finally:
            writer.close()

    async def ask(self, first: str, body: bytes = b"", *more: str) -> tuple[bytes, bytes]:
        """Send one request; returns the head and the body of what comes, in small letters."""
        lines = [
            f"{first} HTTP/1.1", "Host: sandbox", "Authorization: Bearer key", "Connection: close",
            f"Content-Length: {len(body)}", *more,
        ]  # fmt: skip
        head, _, rest = (await self.say("\r\n".join([*lines, "", ""]).encode() + body)).partition(
            b"\r\n\r\n"
        )
        return head.lower(), rest


@asynccontextmanager
async def listening(*faults: Fault, now: float = START) -> AsyncGenerator[Line]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        settings = replace(SETTINGS, origin=f"http://127.0.0.1:{port}", latency=(0, 0))
        sandbox = Sandbox(settings, Random(1), now=now, faults=faults)  # noqa: S311 - a game
        server = Server(sandbox, lambda: now, draw, decode)
        async with asyncio.timeout(PATIENCE), server.listening(listener):
            yield Line(sandbox=sandbox, port=port)
