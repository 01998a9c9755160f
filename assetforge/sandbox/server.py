"""The server: a sandbox behind a real socket.

Requests are answered one at a time in the order of arrival, so that the ledger has one truth;
drawing, decoding and sending go on beside each other.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.connection import Connection
from assetforge.sandbox.message import HttpAnswer, NeedsDrawing

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from socket import socket

    from assetforge.core.media import Media
    from assetforge.sandbox.message import HttpRequest
    from assetforge.sandbox.rendering import Rendering
    from assetforge.sandbox.sandbox import Sandbox

_MOST_CONNECTIONS: Final = 1024
_MOST_AT_WORK: Final = 4  # drawings and decodings at once; a large picture takes much memory
_MOST_WAITING: Final = 256  # connections that the system holds back for us


class Server:
    """Serves a sandbox; `draw` and `decode` run in threads."""

    def __init__(
        self,
        sandbox: Sandbox,
        now: Callable[[], float],
        draw: Callable[[Rendering], bytes],
        decode: Callable[[bytes], Media | None],
    ) -> None:
        self._sandbox = sandbox
        self._now = now
        self._draw = draw
        self._decode = decode
        self._at_work = asyncio.Semaphore(_MOST_AT_WORK)
        self._connections: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def listening(self, listener: socket) -> AsyncGenerator[None]:
        """Serve while the block runs; what is still under way at its end is dropped."""
        server = await asyncio.start_server(self._meet, sock=listener, backlog=_MOST_WAITING)
        try:
            yield
        finally:
            server.close()
            for connection in self._connections:
                connection.cancel()
            if self._connections:
                await asyncio.wait(self._connections)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._connections) >= _MOST_CONNECTIONS:
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await Connection(reader, writer, self._respond, self._sandbox.admits).serve()
        except asyncio.CancelledError:
            writer.close()  # the server ends; a task that says so would be reported as a failure
        finally:
            self._connections.discard(task)

    async def _respond(self, request: HttpRequest) -> HttpAnswer:
        outcome = self._sandbox.answer(request, self._now())
        while not isinstance(outcome, HttpAnswer):
            async with self._at_work:
                if isinstance(outcome, NeedsDrawing):
                    outcome = outcome.finish(await asyncio.to_thread(self._draw, outcome.rendering))
                else:
                    outcome = outcome.finish(await asyncio.to_thread(self._decode, outcome.data))
        return outcome
