"""One connection: bytes to requests and answers to bytes, with h11; keep-alive, bounded.

bytes ─ h11 ─▶ HttpRequest ─▶ respond ─▶ HttpAnswer ─▶ bytes
                                              └ none, reset, cut, overrun, drip, padding
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, TypeAlias

import h11

from assetforge.sandbox.message import HttpAnswer, HttpRequest
from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    Respond: TypeAlias = Callable[[HttpRequest], Awaitable[HttpAnswer]]

_PIECE: Final = 64 * 1024  # bytes read or written at once
_MOST_HEAD: Final = 64 * 1024  # bytes of the first line and the headers
_PATIENCE: Final = 75.0  # seconds that a silent connection is kept
# Linger for no time, as the system's structure: a close is then a reset.
_LINGER: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_DRIPS: Final = 40  # pieces of an answer that drips
MOST_BODY: Final = 1024 * 1024  # bytes, where no file is sent
MOST_FILE: Final = 64 * 1024 * 1024  # bytes of an upload
MOST_INLINE: Final = 96 * 1024 * 1024  # bytes of a body with pictures in it
_MOST: Final = (("/uploads/", MOST_FILE), ("/v1/images/generations", MOST_INLINE))


class Connection:
    """Serves one connection until it ends, whoever ends it."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, respond: Respond,
        admits: Callable[[HttpRequest], bool],
    ) -> None:  # fmt: skip
        self._reader = reader
        self._writer = writer
        self._respond = respond
        self._admits = admits  # says by its head whether a request may bring a large body
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_MOST_HEAD)

    async def serve(self) -> None:
        """Answer requests, one after the other."""
        try:
            while await self._exchange():
                self._http.start_next_cycle()
        except h11.RemoteProtocolError as error:
            await self._refuse(error)
        except (OSError, TimeoutError):
            pass  # the other side left or fell silent: nothing is owed to it
        finally:
            self._writer.close()

    async def _exchange(self) -> bool:
        """Serve one request; says whether another may follow."""
        head = await self._event()
        if not isinstance(head, h11.Request):
            return False
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
        request = HttpRequest(
            method=head.method.decode("latin-1"), target=head.target.decode("latin-1"),
            headers=headers,
        )  # fmt: skip
        most = self._most(request)
        body = await self._body(most)
        if body is None:
            too_large = RefusalError(413, f"the body has more than {most} bytes").answer()
            await self._send(head.method, too_large)
            return False
        await self._send(head.method, await self._respond(replace(request, body=body)))
        states = (self._http.our_state, self._http.their_state)
        return states == (h11.DONE, h11.DONE)

    def _most(self, request: HttpRequest) -> int:
        larger = (most for start, most in _MOST if request.path.startswith(start))
        return next(larger, MOST_BODY) if self._admits(request) else MOST_BODY

    async def _body(self, most: int) -> bytes | None:
        """Read a body; None where it is larger than it may be."""
        pieces: list[bytes] = []
        n_bytes = 0
        while True:
            event = await self._event()
            if isinstance(event, h11.EndOfMessage):
                return b"".join(pieces)
            if not isinstance(event, h11.Data):
                raise ConnectionAbortedError
            pieces.append(bytes(event.data))
            n_bytes += len(event.data)
            if n_bytes > most:
                return None

    async def _event(self) -> h11.Event | type[h11.PAUSED]:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]  # NEED_DATA is the other sentinel
            if self._http.they_are_waiting_for_100_continue:
                go_on = h11.InformationalResponse(status_code=100, headers=[])
                await self._write(self._http.send(go_on))
            async with asyncio.timeout(_PATIENCE):
                self._http.receive_data(await self._reader.read(_PIECE))

    async def _send(self, method: bytes, answer: HttpAnswer) -> None:
        transfer = answer.transfer
        if transfer.delay:
            await asyncio.sleep(transfer.delay)
        if transfer.ending in {"none", "reset"}:
            self._drop(is_rude=transfer.ending == "reset")
            return
        length = transfer.bytes if transfer.ending == "overrun" else _length(answer)
        fields = [
            (name.encode(), value.encode("latin-1")) for name, value in answer.headers.items()
        ]
        fields += [] if answer.status == 204 else [(b"content-length", b"%d" % length)]  # noqa: PLR2004 - "No Content" has none
        reason = HTTPStatus(answer.status).phrase.encode()
        head = h11.Response(status_code=answer.status, headers=fields, reason=reason)
        await self._write(self._http.send(head))
        if method == b"HEAD" or transfer.ending != "overrun":
            await self._send_body(answer, is_sent=method != b"HEAD")
        else:
            await self._write(answer.body)  # more than was announced, past h11, which would object
            self._drop(is_rude=False)

    async def _send_body(self, answer: HttpAnswer, *, is_sent: bool) -> None:
        transfer = answer.transfer
        pause = transfer.spread / _DRIPS
        if is_sent:
            for piece in _pieces(answer):
                await self._write(self._http.send(h11.Data(data=piece)))
                await asyncio.sleep(pause)
        if is_sent and transfer.ending == "cut":
            self._drop(is_rude=False)
            return
        await self._write(self._http.send(h11.EndOfMessage()))

    async def _refuse(self, error: h11.RemoteProtocolError) -> None:
        """Answer what is no HTTP, where nothing else was said yet."""
        if self._http.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            with suppress(OSError):
                await self._send(b"GET", RefusalError(error.error_status_hint, str(error)).answer())

    async def _write(self, data: bytes | None) -> None:
        self._writer.write(data or b"")
        await self._writer.drain()

    def _drop(self, *, is_rude: bool) -> None:
        """End the connection; rudely is with a reset, as a crashed host does."""
        if is_rude:
            plug: socket.socket = self._writer.get_extra_info("socket")
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
            self._writer.transport.abort()
        raise ConnectionAbortedError


def _length(answer: HttpAnswer) -> int:
    return len(answer.body) + answer.padding


def _pieces(answer: HttpAnswer) -> Iterator[bytes]:
    """Cut what is sent of a body into pieces; padding is never held whole."""
    transfer = answer.transfer
    body = answer.body[: transfer.bytes] if transfer.ending == "cut" else answer.body
    step = max(1, -(-len(body) // _DRIPS)) if transfer.spread else _PIECE
    for start in range(0, len(body), step):
        yield body[start : start + step]
    rest = 0 if transfer.ending == "cut" else answer.padding
    while rest > 0:
        yield bytes(min(_PIECE, rest))
        rest -= _PIECE
