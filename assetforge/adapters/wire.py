"""The wire: the way to the API of one service, for one origin and with one key.

send ─ path checked ─ body streamed ─▶ transport (adds the key) ─▶ raw answer, capped ─▶ Answer

An order that costs money gets a connection of its own: on one that was kept, a server may hang up
at the very instant in which the order leaves, and then nobody can tell whether it arrived.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx  # noqa: TID253 - a door to it: nobody imports this module at the top of another

from assetforge.adapters.wire_answer import read_answer, unread_answer
from assetforge.adapters.wire_body import body_of
from assetforge.adapters.wire_failure import Witness, delivery_error
from assetforge.adapters.wire_log import guard_logs
from assetforge.adapters.wire_path import checked_path
from assetforge.adapters.wire_transport import KeyedTransport, client_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

    from assetforge.adapters.origin import WebOrigin
    from assetforge.adapters.wire_body import Body
    from assetforge.core.secret import Secret
    from assetforge.providers.instruction import Answer, Call

_MEBIBYTE: Final = 1024 * 1024
_SMALL: Final = 256 * 1024  # bytes of an answer that is read within a few milliseconds
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class WireBounds:
    """How long a service may take and how much it may say."""

    connect_seconds: float = 10
    read_seconds: float = 60  # between two pieces of an answer, and before the first
    total_seconds: float = 120  # from the first step to the last byte
    answer_bytes: int = 8 * _MEBIBYTE


USUAL: Final = WireBounds()
PATIENT: Final = WireBounds(  # a synchronous service: it draws while we wait, and answers pictures
    read_seconds=300, total_seconds=900, answer_bytes=96 * _MEBIBYTE
)


class HttpWire:
    """Sends requests to one service; `close` ends its connections."""

    def __init__(
        self, origin: WebOrigin, key: Secret, bounds: WireBounds = USUAL,
        tls: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        guard_logs((key,))
        self._origin = origin
        self._key = key
        self._bounds = bounds
        self._free = self._client(tls, keeps_alive=True)
        self._paid = self._client(tls, keeps_alive=False)

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        """Send one request, once, and return what was answered, whatever its status.

        `files` are the inputs that the call has inline, in the order of their places.

        Raises:
            NotSentError: it is proved that the service never got it.
            LostAnswerError: it may have got it.
        """
        witness = Witness()
        client = self._paid if is_paid else self._free
        request = self._request(client, call, body_of(call, files))
        request.extensions["trace"] = witness
        try:
            async with asyncio.timeout(self._bounds.total_seconds):
                raw = await self._answered(client, request)
            return await raw.read((self._key,))
        except Exception as error:  # noqa: BLE001 - whatever it was, an order may have left
            host = self._origin.host
            raise delivery_error(error, host, has_begun=witness.has_begun) from None

    async def close(self) -> None:
        """Close every connection."""
        await self._free.aclose()
        await self._paid.aclose()

    def _client(self, tls: ssl.SSLContext | None, *, keeps_alive: bool) -> httpx.AsyncClient:
        transport = KeyedTransport(self._origin, self._key, tls, keeps_alive=keeps_alive)
        bounds = self._bounds
        timeout = httpx.Timeout(bounds.read_seconds, connect=bounds.connect_seconds, pool=30)
        return client_of(transport, timeout)

    def _request(self, client: httpx.AsyncClient, call: Call, body: Body | None) -> httpx.Request:
        headers = {"Accept": _JSON}
        if body is not None:
            headers |= {"Content-Type": _JSON, "Content-Length": str(body.length)}
        return client.build_request(
            call.method,
            f"{self._origin}{checked_path(call.path)}",
            params=dict(call.query) or None,
            headers=headers,
            content=None if body is None else body.chunks(),
        )

    async def _answered(self, client: httpx.AsyncClient, request: httpx.Request) -> _Raw:
        response = await client.send(request, stream=True)
        try:
            status, headers = response.status_code, response.headers.multi_items()
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                why = "The answer is compressed, which was not asked for; it was not read."
                return _Raw(status=status, headers=headers, why=why)
            data = await _read(response, self._bounds.answer_bytes)
            why = f"The answer is longer than {self._bounds.answer_bytes:,} bytes."
            return _Raw(status=status, headers=headers, data=data, why=why)
        finally:
            await response.aclose()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    """An answer as it came."""

    status: int
    headers: Sequence[tuple[str, str]]
    why: str  # said where there is no data
    data: bytes | None = None

    async def read(self, secrets: Sequence[Secret]) -> Answer:
        """Make an answer of it; a large one elsewhere, so that other requests go on meanwhile."""
        if self.data is None:
            return unread_answer(self.status, self.headers, self.why, secrets)
        if len(self.data) <= _SMALL:
            return read_answer(self.status, self.headers, self.data, secrets)
        return await asyncio.to_thread(
            read_answer, self.status, self.headers, self.data, secrets
        )  # fmt: skip


async def _read(response: httpx.Response, most: int) -> bytes | None:
    """Read a body as it comes; None where it is longer than allowed."""
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > most:
            return None
    return bytes(data)
