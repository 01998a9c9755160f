"""The network under httpcore, on asyncio alone: one stream is one connection.

    socket ─▶ data_received ─▶ buffer ─▶ read          more than 256 KiB unread: the socket waits
    write ─▶ transport ─▶ socket                       more than it takes in: write waits

httpcore's own is built on anyio, which spends several times as much on each read as the read itself
(tried, anyio 4.16). Errors are httpcore's, each with what the system said as its cause.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Iterable

MOST_UNREAD: Final = 256 * 1024  # bytes
_HEAD_START: Final = 0.25  # seconds for one address of a name before the next is tried as well


class AsyncioNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections."""

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,  # noqa: ASYNC109 - httpcore's way
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        """Connect to a host.

        Raises:
            httpcore.ConnectError, httpcore.ConnectTimeout: it does not answer, or not in time.
        """
        loop = asyncio.get_running_loop()
        with _connecting():
            async with asyncio.timeout(timeout):
                transport, stream = await loop.create_connection(
                    _Stream, host, port, happy_eyeballs_delay=_HEAD_START,
                    local_addr=None if local_address is None else (local_address, 0),
                )  # fmt: skip
        for option in socket_options or ():
            transport.get_extra_info("socket").setsockopt(*option)
        return stream

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class _Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._unread = bytearray()
        self._is_over = False  # nothing more will come
        self._error: Exception | None = None
        self._has_news = asyncio.Event()
        self._may_write = asyncio.Event()
        self._may_write.set()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's way
        if not self._unread and not self._is_over:
            self._has_news.clear()
            try:
                async with asyncio.timeout(timeout):
                    await self._has_news.wait()
            except TimeoutError as error:
                raise httpcore.ReadTimeout from error
        if not self._unread and self._error is not None:
            raise httpcore.ReadError from self._error
        data = bytes(self._unread[:max_bytes])
        del self._unread[:max_bytes]
        if len(self._unread) < MOST_UNREAD and not self._is_over:
            self._open().resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's way
        transport = self._open()
        if transport.is_closing():
            raise httpcore.WriteError from self._error
        transport.write(buffer)
        if self._may_write.is_set():
            return
        try:
            async with asyncio.timeout(timeout):
                await self._may_write.wait()
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        if self._error is not None:
            raise httpcore.WriteError from self._error

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's way
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        loop, plain = asyncio.get_running_loop(), self._open()
        try:
            with _connecting():
                async with asyncio.timeout(timeout):
                    self._transport = await loop.start_tls(
                        plain, self, ssl_context, server_hostname=server_hostname
                    )
        except BaseException:
            plain.abort()
            raise
        return self

    async def aclose(self) -> None:
        transport = self._open()
        transport.close()
        await asyncio.sleep(0)
        transport.abort()  # nobody reads what is still on its way

    def get_extra_info(self, info: str) -> object:
        if info == "is_readable":  # while nothing was asked: it says something, or hangs up
            return bool(self._unread) or self._is_over
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._open().get_extra_info(names.get(info, info))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        self._has_news.set()
        if len(self._unread) >= MOST_UNREAD:
            self._open().pause_reading()

    def eof_received(self) -> bool:
        self._is_over = True
        self._has_news.set()
        return False

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_over, self._error = True, exc
        self._has_news.set()
        self._may_write.set()

    def _open(self) -> asyncio.Transport:
        assert self._transport is not None, "a stream is handed out once it is connected"
        return self._transport


@contextmanager
def _connecting() -> Generator[None]:
    try:
        yield
    except TimeoutError as error:
        raise httpcore.ConnectTimeout from error
    except (OSError, EOFError) as error:  # TLS errors are OSErrors too
        raise httpcore.ConnectError from error
