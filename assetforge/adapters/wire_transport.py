"""Transports: the last step before the socket, where origins are compared and the key is added.

    Outgoing ─▶ KeyedTransport ── its own origin? ── + Authorization ─┐
                               └─ any other: refused, nothing is sent │
    Outgoing ─▶ PoolTransport ────────────────────────────────────────┴▶ httpcore's pool ─▶ Incoming

Built on httpcore's public pool, so that a backend of our own can choose what is connected to. There
is no client above it: nothing is followed, no cookie is kept, the environment has no say, and the
key is in no request before the very last step.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import httpcore
import httpx  # noqa: TID253 - the door to it: nobody imports `wire` at the top of a module

from assetforge.adapters.origin import PORTS, origin_of
from assetforge.adapters.public_addresses import is_loopback
from assetforge.adapters.wire_dialling import CheckedBackend
from assetforge.adapters.wire_message import Incoming
from assetforge.core.version import VERSION
from assetforge.execution.delivery import NotSentError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from assetforge.adapters.origin import WebOrigin
    from assetforge.adapters.wire_failure import Witness
    from assetforge.adapters.wire_message import Outgoing, Patience
    from assetforge.core.secret import Secret

_ABSENT: Final = "sniffio"
_MOST: Final = 32  # connections at once
KEEP_ALIVE: Final = 5.0  # seconds; a connection that is older may be closed as a request leaves
AGENT: Final = f"assetforge/{VERSION}"
_OURS: Final = {
    "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "keep-alive", "User-Agent": AGENT,
}  # fmt: skip


class PoolTransport:
    """Send requests through connections that a backend opens; errors stay httpcore's own."""

    def __init__(
        self, patience: Patience, backend: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None, *, keeps_alive: bool = True,
    ) -> None:  # fmt: skip
        note_absence()
        self._seconds = patience.seconds
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or shared_tls(),
            max_connections=_MOST,
            max_keepalive_connections=_MOST if keeps_alive else 0,
            keepalive_expiry=KEEP_ALIVE,
            retries=0,
            network_backend=backend,
        )

    async def send(self, request: Outgoing, witness: Witness) -> Incoming:
        """Send a request with the headers that all of ours have; its answer is to be closed.

        Raises:
            NotSentError: it may not go where it would.
        """
        url = request.url
        headers = {"Host": _authority(url), **_OURS, **request.headers, **self._added(url)}
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=url,
                headers=list(headers.items()),
                content=request.content,
                extensions={"timeout": self._seconds, "trace": witness},
            )
        )
        return Incoming(response, url.host.decode())

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.aclose()

    def _added(self, url: httpcore.URL) -> Mapping[str, str]:  # noqa: ARG002 - others look at it
        """List the headers that a request for a URL gets at the very last."""
        return {}


class KeyedTransport(PoolTransport):
    """Send requests to one origin, with its key, and to no other."""

    def __init__(
        self, origin: WebOrigin, key: Secret, patience: Patience,
        tls: ssl.SSLContext | None = None, *, keeps_alive: bool,
    ) -> None:  # fmt: skip
        # A name like `localhost` may be made to lead elsewhere, and http shows the key on the way.
        backend = CheckedBackend(is_loopback) if origin.scheme == "http" else None
        super().__init__(patience, backend, tls, keeps_alive=keeps_alive)
        self._origin = origin
        self._key = key

    def _added(self, url: httpcore.URL) -> Mapping[str, str]:
        """Add the key where the origin is the one it is bound to.

        Raises:
            NotSentError: it is another origin.
        """
        if origin_of(url.scheme.decode(), url.host.decode(), url.port) != self._origin:
            why = "a request for another origin than the key's own was not sent"
            raise NotSentError(why, is_worth_repeating=False)
        return {"Authorization": f"Bearer {self._key.reveal()}"}


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


def _authority(url: httpcore.URL) -> str:
    """Name a URL's host as a request does: IPv6 in brackets, the port where it is unusual."""
    host = url.host.decode()
    host = f"[{host}]" if ":" in host else host
    return host if url.port in {None, PORTS.get(url.scheme.decode())} else f"{host}:{url.port}"
