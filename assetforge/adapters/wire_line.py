"""A line: one connection that speaks HTTP/1.1, for one exchange after the other.

    ask ─ connected, once ─▶ head and body sent ─▶ head of the answer
    pieces ───────────────▶ its body, as it comes
    is_free ◀────────────── both sides are done: the next exchange may begin

h11 holds the protocol, httpcore lends its models and errors. httpcore's own connection does the
same in three to four times the processor's time (tried, 1.0.9): it serves two async libraries,
HTTP/2 and many requests at once, of which nothing is needed here.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

import h11
import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import (
        AsyncIterator,
        Awaitable,
        Callable,
        Generator,
        Mapping,
        Sequence,
    )

Head: TypeAlias = "tuple[int, Sequence[tuple[bytes, bytes]]]"  # status and headers
Patience: TypeAlias = Literal["pool", "connect", "read", "write"]

KEEP_ALIVE: Final = 5.0  # seconds; a connection that is older may be closed as a request leaves
SENDING: Final = (
    "http11.send_request_headers.started"  # told to a request's `trace`, as httpcore does
)
_MOST_HEAD: Final = 100 * 1024  # bytes of an answer's head
_PIECE: Final = 64 * 1024  # bytes that are read at once


class Line:
    """A connection to one origin, opened by its first request."""

    def __init__(
        self, origin: httpcore.Origin, network: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext
    ) -> None:
        self.origin = origin
        self._network, self._tls = network, tls
        self._stream: httpcore.AsyncNetworkStream | None = None
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEAD)
        self._read_seconds: float | None = None
        self._ends_at = float("inf")  # by the loop's clock

    @property
    def is_free(self) -> bool:
        """Whether a request may be sent: nothing is under way, and nobody has hung up."""
        return (
            self._stream is not None
            and self._http.our_state is h11.IDLE
            and asyncio.get_running_loop().time() < self._ends_at
            and not self._stream.get_extra_info("is_readable")
        )

    async def ask(self, request: httpcore.Request) -> Head:
        """Send a request and wait for the head of its answer.

        Raises:
            Exception: those of httpcore; the line is of no use then, and is to be closed.
        """
        self._read_seconds = patience(request, "read")
        if self._stream is None:
            self._stream = await self._connected(patience(request, "connect"))
        await _tell(request)
        with _speaking():
            await self._send(request, patience(request, "write"))
            event = await self._next()
            while isinstance(event, h11.InformationalResponse):
                event = await self._next()
        assert isinstance(event, h11.Response), "an answer begins with its head"
        return event.status_code, event.headers.raw_items()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the body of the answer as it comes."""
        while True:
            with _speaking():
                event = await self._next()
            if not isinstance(event, h11.Data):
                return
            yield bytes(event.data)

    async def end(self) -> bool:
        """End an exchange; says whether another may follow. Otherwise the line is closed."""
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            self._ends_at = asyncio.get_running_loop().time() + KEEP_ALIVE
            return True
        await self.close()
        return False

    async def close(self) -> None:
        """Hang up, whatever is under way."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.aclose()

    async def _connected(self, seconds: float | None) -> httpcore.AsyncNetworkStream:
        host = self.origin.host.decode("ascii")
        stream = await self._network.connect_tcp(host, self.origin.port, seconds)
        if self.origin.scheme != b"https":
            return stream
        self._tls.set_alpn_protocols(["http/1.1"])
        return await stream.start_tls(self._tls, host, seconds)

    async def _send(self, request: httpcore.Request, seconds: float | None) -> None:
        """Send all of it. A service may answer and hang up before it has heard all."""
        head = h11.Request(
            method=request.method, target=request.url.target, headers=request.headers
        )
        try:
            data = self._http.send(head) or b""
            async for piece in _body(request):
                await self._write(data + (self._http.send(h11.Data(data=piece)) or b""), seconds)
                data = b""
            await self._write(data + (self._http.send(h11.EndOfMessage()) or b""), seconds)
        except httpcore.WriteError:
            return

    async def _write(self, data: bytes, seconds: float | None) -> None:
        assert self._stream is not None, "who sends is connected"
        if data:
            await self._stream.write(data, seconds)

    async def _next(self) -> h11.Event | type[h11.PAUSED]:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]  # NEED_DATA is the other sentinel
            assert self._stream is not None, "who waits is connected"
            data = await self._stream.read(_PIECE, self._read_seconds)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise httpcore.RemoteProtocolError(_HUNG_UP)
            self._http.receive_data(data)


def patience(request: httpcore.Request, what: Patience) -> float | None:
    """Read how many seconds a request allows for a step; None: as long as it takes."""
    seconds = cast("Mapping[str, float | None]", _extensions(request).get("timeout", {}))
    return seconds.get(what)


async def _tell(request: httpcore.Request) -> None:
    """Tell who watches a request that its first byte leaves now."""
    found = _extensions(request).get("trace")
    if found is not None:
        await cast("Callable[[str, Mapping[str, object]], Awaitable[None]]", found)(SENDING, {})


def _extensions(request: httpcore.Request) -> Mapping[str, object]:
    return cast("Mapping[str, object]", vars(request)["extensions"])  # half typed in httpcore


_HUNG_UP: Final = "it hung up without an answer"


async def _body(request: httpcore.Request) -> AsyncIterator[bytes]:
    async for piece in request.stream:  # type: ignore[union-attr]  # every request of ours has an asynchronous body
        if piece:
            yield piece


@contextmanager
def _speaking() -> Generator[None]:
    try:
        yield
    except h11.RemoteProtocolError as error:
        raise httpcore.RemoteProtocolError(str(error)) from error
    except h11.LocalProtocolError as error:
        raise httpcore.LocalProtocolError(str(error)) from error
