"""Transports: the last step before the socket, where origins are compared and the key is added.

    AsyncClient ─▶ KeyedTransport ── its own origin? ── + Authorization ─┐
                                  └─ any other: refused, nothing is sent │
    AsyncClient ─▶ PoolTransport ────────────────────────────────────────┴▶ httpcore's pool

Built on httpcore's public pool, so that a backend of our own can choose what is connected to. The
key is never a default header of a client: httpx keeps those for any absolute URL (tried, 0.28.1).
"""

from __future__ import annotations

import sys
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import httpcore
import httpx  # noqa: TID253 - the door to it: nobody imports `wire` at the top of a module

from assetforge.adapters.origin import origin_of
from assetforge.adapters.public_addresses import is_loopback
from assetforge.adapters.wire_dialling import CheckedBackend
from assetforge.core.version import VERSION
from assetforge.execution.delivery import NotSentError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from assetforge.adapters.origin import WebOrigin
    from assetforge.core.secret import Secret

_ABSENT: Final = "sniffio"
_MOST: Final = 32  # connections at once
KEEP_ALIVE: Final = 5.0  # seconds; a connection that is older may be closed as a request leaves
AGENT: Final = f"assetforge/{VERSION}"


class PoolTransport(httpx.AsyncBaseTransport):
    """Send requests through connections that a backend opens; errors stay httpcore's own."""

    def __init__(
        self, backend: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None, *, keeps_alive: bool = True,
    ) -> None:  # fmt: skip
        note_absence()
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or shared_tls(),
            max_connections=_MOST,
            max_keepalive_connections=_MOST if keeps_alive else 0,
            keepalive_expiry=KEEP_ALIVE,
            retries=0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request as it is."""
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        stream = _Stream(response)
        return httpx.Response(response.status, headers=response.headers, stream=stream)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class KeyedTransport(PoolTransport):
    """Send requests to one origin, with its key, and to no other."""

    def __init__(
        self, origin: WebOrigin, key: Secret, tls: ssl.SSLContext | None, *, keeps_alive: bool
    ) -> None:
        # A name like `localhost` may be made to lead elsewhere, and http shows the key on the way.
        backend = CheckedBackend(is_loopback) if origin.scheme == "http" else None
        super().__init__(backend, tls, keeps_alive=keeps_alive)
        self._origin = origin
        self._key = key

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Add the key where the origin is the one it is bound to.

        Raises:
            NotSentError: it is another origin.
        """
        url = request.url
        if origin_of(url.scheme, url.raw_host.decode(), url.port) != self._origin or url.userinfo:
            why = "a request for another origin than the key's own was not sent"
            raise NotSentError(why, is_worth_repeating=False)
        request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
        try:
            return await super().handle_async_request(request)
        finally:
            del request.headers["Authorization"]  # errors and answers refer to their request


def client_of(transport: PoolTransport, timeout: httpx.Timeout) -> httpx.AsyncClient:
    """Make a client that follows nothing, keeps no cookies and ignores the environment."""
    return httpx.AsyncClient(
        transport=transport,
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
    )


@cache
def note_absence() -> None:
    """Spare httpcore a search of all folders, several for each request (httpcore 1.0.9).

    It imports sniffio whenever it waits, to tell asyncio from trio. Where that package is not
    installed, each of those imports searches again: Python remembers only what it found.
    """
    if _ABSENT not in sys.modules and find_spec(_ABSENT) is None:
        sys.modules[_ABSENT] = None  # type: ignore[assignment]  # "not found", as Python documents


@cache
def shared_tls() -> ssl.SSLContext:
    """Give the one TLS context: a new one for each client costs tens of milliseconds.

    It writes its secrets to no file, whatever SSLKEYLOGFILE says: with them anybody who recorded
    the connection could read the key.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.keylog_filename = None  # type: ignore[assignment]  # None ends it, as Python documents
    return context


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()
