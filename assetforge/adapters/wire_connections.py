"""Connections: opened where one is needed, kept for a while, each for one exchange at a time.

    send ─ kept, and still open? ─▶ used again ─┐                      ┌ whole ─▶ kept for 5 seconds
        └─ none ─▶ opened ──────────────────────┴▶ Exchange ─ close ───┴ broken off ─▶ closed

In place of httpcore's pool, which looks at every connection and every request before and after each
of them: that costs more than it saves (tried, httpcore 1.0.9).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import httpcore

from assetforge.adapters.wire_line import Line, patience
from assetforge.adapters.wire_network import AsyncioNetwork

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from assetforge.adapters.wire_line import Head

_MOST: Final = 32  # exchanges at once


class Connections:
    """Sends requests, each over a line that it has for itself until its exchange is over."""

    def __init__(
        self, network: httpcore.AsyncNetworkBackend | None, tls: ssl.SSLContext, *,
        keeps_alive: bool,
    ) -> None:  # fmt: skip
        self._network = network or AsyncioNetwork()
        self._tls = tls
        self._keeps_alive = keeps_alive
        self._room = asyncio.Semaphore(_MOST)
        self._used: set[Line] = set()
        self._kept: defaultdict[str, list[Line]] = defaultdict(list)  # by origin

    async def send(self, request: httpcore.Request) -> Exchange:
        """Send a request, once, and give its answer, whose body has not been read.

        Raises:
            httpcore.PoolTimeout: too many exchanges are under way.
            Exception: others of httpcore; the line is closed.
        """
        await self._enter(patience(request, "pool"))
        line = self._line(request.url.origin)
        self._used.add(line)
        try:
            return Exchange(self, line, await line.ask(request))
        except BaseException:
            self._leave(line)
            await line.close()
            raise

    async def end(self, line: Line) -> None:
        """Take back a line that was used, for the next request where it can serve one."""
        self._leave(line)
        if not self._keeps_alive:
            await line.close()
        elif await line.end():
            kept = self._kept[str(line.origin)]
            kept.append(line)
            if not kept[0].is_free:  # the one that was not used for the longest time
                await kept.pop(0).close()

    async def close(self) -> None:
        """Close all lines, those in use as well."""
        kept = [line for shelf in self._kept.values() for line in shelf]
        self._kept.clear()
        for line in (*kept, *self._used):
            await line.close()

    async def _enter(self, seconds: float | None) -> None:
        if not self._room.locked():
            await self._room.acquire()  # at once
            return
        try:
            async with asyncio.timeout(seconds):
                await self._room.acquire()
        except TimeoutError as error:
            raise httpcore.PoolTimeout from error

    def _leave(self, line: Line) -> None:
        self._used.discard(line)
        self._room.release()

    def _line(self, origin: httpcore.Origin) -> Line:
        kept = self._kept[str(origin)]
        if kept and kept[-1].is_free:
            return kept.pop()  # the one that was used last
        return Line(origin, self._network, self._tls)


class Exchange:
    """A request that was answered; `close` gives its line back."""

    def __init__(self, connections: Connections, line: Line, head: Head) -> None:
        self.status, self.headers = head
        self._connections = connections
        self._line: Line | None = line

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the body as it comes."""
        assert self._line is not None, "a body is read before its exchange is closed"
        async for piece in self._line.pieces():
            yield piece

    async def close(self) -> None:
        """End it, whether its body was read to its end or not."""
        line, self._line = self._line, None
        if line is not None:
            await self._connections.end(line)
