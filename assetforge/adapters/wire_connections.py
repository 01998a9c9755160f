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

from assetforge.adapters.wire_network import AsyncioNetwork

if TYPE_CHECKING:
    import ssl

KEEP_ALIVE: Final = 5.0  # seconds; a connection that is older may be closed as a request leaves
_MOST: Final = 32  # exchanges at once


class Connections:
    """Sends requests, each over a connection that it has for itself until its exchange is over."""

    def __init__(
        self, network: httpcore.AsyncNetworkBackend | None, tls: ssl.SSLContext, *,
        keeps_alive: bool,
    ) -> None:  # fmt: skip
        self._network = network or AsyncioNetwork()
        self._tls = tls
        self._keeps_alive = keeps_alive
        self._room = asyncio.Semaphore(_MOST)
        self._used: set[httpcore.AsyncHTTPConnection] = set()
        self._kept: defaultdict[str, list[httpcore.AsyncHTTPConnection]] = (
            defaultdict(list)
        )  # fmt: skip

    async def send(self, request: httpcore.Request, patience: float | None) -> Exchange:
        """Send a request, once; `patience` is how many seconds it may wait for its turn.

        Raises:
            httpcore.PoolTimeout: too many exchanges are under way.
            Exception: whatever httpcore raises; the connection is closed.
        """
        await self._enter(patience)
        connection = self._connection(request.url.origin)
        self._used.add(connection)
        try:
            response = await connection.handle_async_request(request)
        except BaseException:
            self._leave(connection)
            await connection.aclose()
            raise
        return Exchange(self, request.url.origin, connection, response)

    async def end(self, origin: httpcore.Origin, connection: httpcore.AsyncHTTPConnection) -> None:
        """Take a connection back, for the next request where it can serve one."""
        self._leave(connection)
        kept = self._kept[str(origin)]
        if self._keeps_alive and connection.is_idle():
            kept.append(connection)
            connection = kept[0]  # the one that was not used for the longest time
            if not connection.has_expired():
                return
            del kept[0]
        await connection.aclose()

    async def close(self) -> None:
        """Close all connections, those in use as well."""
        kept = [connection for shelf in self._kept.values() for connection in shelf]
        self._kept.clear()
        for connection in (*kept, *self._used):
            await connection.aclose()

    async def _enter(self, patience: float | None) -> None:
        if not self._room.locked():
            await self._room.acquire()  # at once
            return
        try:
            async with asyncio.timeout(patience):
                await self._room.acquire()
        except TimeoutError as error:
            raise httpcore.PoolTimeout from error

    def _leave(self, connection: httpcore.AsyncHTTPConnection) -> None:
        self._used.discard(connection)
        self._room.release()

    def _connection(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        kept = self._kept[str(origin)]
        if kept and not kept[-1].has_expired():
            return kept.pop()  # the one that was used last
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._tls, keepalive_expiry=KEEP_ALIVE,
            network_backend=self._network,
        )  # fmt: skip


class Exchange:
    """A request that was answered; `close` gives its connection back."""

    def __init__(
        self,
        connections: Connections,
        origin: httpcore.Origin,
        connection: httpcore.AsyncHTTPConnection,
        response: httpcore.Response,
    ) -> None:
        self.response = response
        self._connections, self._origin, self._connection = connections, origin, connection
        self._is_closed = False

    async def close(self) -> None:
        """End it, whether its body was read to its end or not."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            await self.response.aclose()
        finally:
            await self._connections.end(self._origin, self._connection)
