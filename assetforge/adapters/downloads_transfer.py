"""A transfer: what a URL holds, on its way into a file.

    ask ─▶ 200 ─▶ written as it comes ─▶ whole?  ─▶ done
     ▲                                   broken off, and the server offers ranges
     └──────── ask for the rest: Range, If-Range ◀──┘          else: lost

Whole means as long as was announced; where nothing was announced, the end of the stream counts, and
the decoder judges. Bytes are in memory a quarter of a megabyte at a time.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

import httpcore

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.wire_failure import delivery_error
from assetforge.execution.delivery import GoneError, LostAnswerError, WrongBytesError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from typing import BinaryIO

    import httpx

    from assetforge.adapters.downloads_bounds import DownloadBounds
    from assetforge.adapters.downloads_client import BareClient
    from assetforge.adapters.origin import WebOrigin

CHUNK: Final = 256 * 1024  # bytes that are written at a time
SMALL: Final = 64 * 1024  # bytes; below that a thread takes longer than the writing
_BROKEN_OFF: Final = (
    httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError,
)  # fmt: skip
_GONE: Final = frozenset({403, 404, 410})
_OK, _PARTIAL = 200, 206
_RANGE: Final = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be transferred."""

    url: str
    api: WebOrigin | None  # the service's own origin where that is on loopback
    most: int  # bytes


class Transfer:
    """Brings one result into one file."""

    def __init__(self, client: BareClient, wanted: Wanted, bounds: DownloadBounds) -> None:
        self._client = client
        self._wanted = wanted
        self._bounds = bounds
        self._received = 0  # bytes that are in the file
        self._whole: int | None = None  # bytes that were announced
        self._offer: str | None = None  # the version for If-Range; None: cannot be resumed

    async def run(self, path: str) -> None:
        """Write the whole of it.

        Raises:
            GoneError: the URL leads nowhere any more.
            WrongBytesError: it is too large, or compressed; the file is of no use.
            NotSentError, LostAnswerError: the way there failed, or was too slow.
            StorageError: the disk refused.
        """
        # A full disk refuses once more what was not written yet when the file is closed.
        with explaining("write", path), open(path, "wb") as file:  # noqa: PTH123, ASYNC230 - a staged path is text, and opening waits for nothing
            try:
                async with asyncio.timeout(self._bounds.allowed(0)) as deadline:
                    await self._resumed(file, deadline)
            except TimeoutError:
                self._lose("it was too slow")

    async def _resumed(self, file: BinaryIO, deadline: asyncio.Timeout) -> None:
        start = asyncio.get_running_loop().time()
        for resumes in range(self._bounds.resumes + 1):
            before = self._received
            try:
                return await self._continued(file, deadline, start)
            except LostAnswerError:
                is_stuck = self._offer is None or self._received == before
                if is_stuck or resumes == self._bounds.resumes:
                    raise
        return None

    async def _continued(self, file: BinaryIO, deadline: asyncio.Timeout, start: float) -> None:
        headers = self._headers()
        async with self._client.get(self._wanted.url, self._wanted.api, headers) as response:
            await self._begin(response, file, is_range="Range" in headers)
            async with aclosing(_batched(response)) as chunks:
                async for chunk in chunks:
                    await self._write(file, chunk)
                    deadline.reschedule(start + self._bounds.allowed(self._received))
        if self._whole is not None and self._received != self._whole:
            self._lose("what came is not as long as was announced")

    def _headers(self) -> Mapping[str, str]:
        if self._offer is None or not self._received:
            return {}
        return {"Range": f"bytes={self._received}-", "If-Range": self._offer}

    async def _begin(self, response: httpx.Response, file: BinaryIO, *, is_range: bool) -> None:
        """Judge what an answer's head says, and place the file where its body goes."""
        _refuse_status(response)
        _refuse_encoding(response)
        if is_range and response.status_code == _PARTIAL:
            self._check_range(response)
            return
        if response.status_code != _OK:
            self._lose(f"the answer is {response.status_code}, not the result")
        self._whole = _announced(response)
        self._offer = _version(response)
        if self._received:
            await asyncio.to_thread(_empty, file)
            self._received = 0
        self._refuse_size(self._whole or 0)

    def _check_range(self, response: httpx.Response) -> None:
        match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        is_next = match is not None and int(match[1]) == self._received
        if match is None or not is_next or int(match[2]) != self._whole:
            self._offer = None  # it offers ranges, and gives others
            self._lose("it sent another part than the one asked for")

    async def _write(self, file: BinaryIO, chunk: bytes) -> None:
        self._refuse_size(self._received + len(chunk))
        with explaining("write", file.name):
            if len(chunk) < SMALL:
                _append(file, chunk)
            else:
                await asyncio.to_thread(_append, file, chunk)
        self._received += len(chunk)

    def _refuse_size(self, size: int) -> None:
        if size > self._wanted.most:
            why = f"the result is larger than {self._wanted.most:,} bytes"
            raise WrongBytesError(why)

    def _lose(self, why: str) -> NoReturn:
        message = f"the download broke off after {self._received:,} bytes: {why}"
        raise LostAnswerError(message) from None


def _refuse_status(response: httpx.Response) -> None:
    status, host = response.status_code, response.url.host
    if status in _GONE:
        why = f"{host} answered {status}: the URL leads nowhere any more"
        raise GoneError(why, status)
    if not 200 <= status < 300:  # noqa: PLR2004 - the class of codes
        why = f"{host} answered {status}"
        raise LostAnswerError(why)


def _refuse_encoding(response: httpx.Response) -> None:
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding != "identity":
        why = "the result came compressed, which was not asked for"
        raise WrongBytesError(why)


def _announced(response: httpx.Response) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() and text.isascii() else None


def _version(response: httpx.Response) -> str | None:
    """Tell by what the rest may be asked for, if the server offers that at all.

    A weak tag promises equal pictures, not equal bytes (RFC 9110, 2022, 8.8.1 and 13.1.5). What no
    request can repeat, since it is not printable ASCII, is no version.
    """
    headers = response.headers
    if headers.get("Accept-Ranges", "").lower() != "bytes" or _announced(response) is None:
        return None
    tag = str(headers.get("ETag", ""))
    said = tag if tag.startswith('"') else str(headers.get("Last-Modified", ""))
    return said if said and said.isascii() and said.isprintable() else None


def _append(file: BinaryIO, chunk: bytes) -> None:
    file.write(chunk)
    file.flush()  # here, where a full disk is explained; not when the file is closed


def _empty(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate()


async def _batched(response: httpx.Response) -> AsyncGenerator[bytes]:
    """Gather what comes into pieces worth a write, also when it breaks off."""
    data = bytearray()
    try:
        async for chunk in response.aiter_raw():
            data += chunk
            if len(data) >= CHUNK:
                yield bytes(data)
                data.clear()
    except _BROKEN_OFF as error:
        if data:
            yield bytes(data)
        raise delivery_error(error, response.url.host, has_begun=True) from None
    if data:
        yield bytes(data)
