from __future__ import annotations

import asyncio
import os
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.downloads_bounds import DownloadBounds
from assetforge.adapters.downloads_client import BareClient
from assetforge.adapters.downloads_transfer import Transfer, Wanted
from assetforge.adapters.origin import parse_origin
from assetforge.core.errors import StorageError
from assetforge.execution.delivery import (
    DeliveryError,
    GoneError,
    LostAnswerError,
    NotSentError,
    WrongBytesError,
)
from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATA = os.urandom(300_000)
QUICK = DownloadBounds(
    first_seconds=0.5, seconds_per_mebibyte=0.1, connect_seconds=1, read_seconds=0.3
)
OFFER = {"accept-ranges": "bytes", "etag": '"v1"'}


def fetch(
    answer: Callable[[Received], Reply], path: Path, most: int = 1_000_000
) -> tuple[DeliveryError | None, list[Received]]:
    async def work() -> tuple[DeliveryError | None, list[Received]]:
        async with WebServer(answer) as server:
            client = BareClient(QUICK)
            wanted = Wanted(
                url=f"{server.origin}/a?sig=1", api=parse_origin(server.origin, "X"), most=most
            )
            try:
                await Transfer(client, wanted, QUICK).run(str(path))
            except DeliveryError as error:
                return error, server.received
            finally:
                await client.close()
            return None, server.received

    return asyncio.run(work())


def cut(whole: Reply, missing: int) -> Reply:
    return Reply(data=whole.data[:-missing], then="close")


def ranged(received: Received, pieces: int = 3, total: int = len(DATA)) -> Reply:
    """Give a part at a time, and break off before its end."""
    text = received.header("range")
    start = int(text[6:-1]) if text else 0
    step = len(DATA) // pieces
    rest = DATA[start:]
    whole = reply(200, DATA, OFFER) if not text else reply(
        206, rest, {"content-range": f"bytes {start}-{len(DATA) - 1}/{total}"}
    )  # fmt: skip
    return whole if len(rest) <= step else cut(whole, len(rest) - step)


def test_what_a_url_holds_is_written(tmp_path: Path) -> None:
    error, received = fetch(lambda _: reply(200, DATA), tmp_path / "a")

    assert error is None
    assert (tmp_path / "a").read_bytes() == DATA
    assert len(received) == 1
    assert received[0].header("range") is None


def test_a_body_without_a_length_ends_where_it_ends(tmp_path: Path) -> None:
    whole = Reply(data=b"HTTP/1.1 200 OK\r\n\r\n" + DATA, then="close")

    error, _ = fetch(lambda _: whole, tmp_path / "a")

    assert error is None
    assert (tmp_path / "a").read_bytes() == DATA


def test_a_download_that_breaks_off_is_resumed_where_that_is_offered(tmp_path: Path) -> None:
    error, received = fetch(ranged, tmp_path / "a")

    assert error is None
    assert (tmp_path / "a").read_bytes() == DATA
    third = len(DATA) // 3
    assert [each.header("range") for each in received] == [
        None, f"bytes={third}-", f"bytes={2 * third}-"
    ]  # fmt: skip
    assert [each.header("if-range") for each in received] == [None, '"v1"', '"v1"']


@pytest.mark.parametrize(
    "offer",
    [{}, {"accept-ranges": "none", "etag": '"v1"'}, {"accept-ranges": "bytes"},
     {"accept-ranges": "bytes", "etag": 'W/"v1"'}],
    ids=["nothing", "none", "no version", "weak version"],
)  # fmt: skip
def test_where_it_is_not_offered_it_is_lost(tmp_path: Path, offer: dict[str, str]) -> None:
    error, received = fetch(lambda _: cut(reply(200, DATA, offer), 10), tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert len(received) == 1


def test_a_date_is_a_version_too(tmp_path: Path) -> None:
    date = "Tue, 01 Dec 2026 10:00:00 GMT"
    offer = {"accept-ranges": "bytes", "last-modified": date}

    def answer(received: Received) -> Reply:
        return ranged(received) if received.header("range") else cut(reply(200, DATA, offer), 99)

    error, received = fetch(answer, tmp_path / "a")

    assert error is None
    assert received[1].header("if-range") == date


def test_another_version_meanwhile_is_written_from_its_beginning(tmp_path: Path) -> None:
    other = DATA[::-1]

    def answer(received: Received) -> Reply:
        if received.header("range"):
            return reply(200, other, {"accept-ranges": "bytes", "etag": '"v2"'})
        return cut(reply(200, DATA, OFFER), 5)

    error, _ = fetch(answer, tmp_path / "a")

    assert error is None
    assert (tmp_path / "a").read_bytes() == other


@pytest.mark.parametrize(
    "headers",
    [{}, {"content-range": "bytes 0-9/300000"}, {"content-range": "bytes 299990-299999/*"},
     {"content-range": "bytes 299990-299999/300001"}, {"content-range": "nonsense"}],
    ids=["none", "other start", "unknown whole", "other whole", "nonsense"],
)  # fmt: skip
def test_another_part_than_asked_for_is_not_written(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    def answer(received: Received) -> Reply:
        if received.header("range"):
            return reply(206, DATA[-10:], headers)
        return cut(reply(200, DATA, OFFER), 10)

    error, received = fetch(answer, tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert len(received) == 2
    assert (tmp_path / "a").read_bytes() == DATA[:-10]


def test_resuming_comes_to_an_end(tmp_path: Path) -> None:
    error, received = fetch(lambda each: ranged(each, pieces=100), tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert len(received) == QUICK.resumes + 1


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_url_that_leads_nowhere_is_gone(tmp_path: Path, status: int) -> None:
    error, _ = fetch(lambda _: reply(status), tmp_path / "a")

    assert isinstance(error, GoneError)
    assert error.status == status


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401, 429, 500, 503])
def test_any_other_status_is_lost_and_told(tmp_path: Path, status: int) -> None:
    error, _ = fetch(lambda _: reply(status), tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert str(status) in error.why


def test_a_url_that_expires_in_the_middle_is_gone(tmp_path: Path) -> None:
    def answer(received: Received) -> Reply:
        return reply(403) if received.header("range") else ranged(received)

    error, _ = fetch(answer, tmp_path / "a")

    assert isinstance(error, GoneError)


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip"])
def test_a_compressed_body_is_not_read(tmp_path: Path, encoding: str) -> None:
    error, _ = fetch(lambda _: reply(200, DATA, {"content-encoding": encoding}), tmp_path / "a")

    assert isinstance(error, WrongBytesError)
    assert (tmp_path / "a").read_bytes() == b""


def test_what_is_announced_too_large_is_not_read(tmp_path: Path) -> None:
    error, _ = fetch(
        lambda _: reply(200, b"", {"content-length": "5000001"}, then="hang"),
        tmp_path / "a",
        5_000_000,
    )

    assert isinstance(error, WrongBytesError)
    assert error.why == "the result is larger than 5,000,000 bytes"


def test_what_becomes_too_large_is_not_read_on(tmp_path: Path) -> None:
    endless = Reply(data=b"HTTP/1.1 200 OK\r\n\r\n" + DATA, then="close")

    error, _ = fetch(lambda _: endless, tmp_path / "a", 299_999)

    assert isinstance(error, WrongBytesError)
    assert (tmp_path / "a").stat().st_size <= 299_999


def test_a_drip_ends_though_something_always_comes(tmp_path: Path) -> None:
    whole = reply(200, DATA)
    drip = Reply(data=whole.data, pause=0.05, at_once=len(whole.data) - 1000)

    error, _ = fetch(lambda _: drip, tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert "too slow" in error.why


def test_messages_hold_no_query(tmp_path: Path) -> None:
    error, _ = fetch(lambda _: Reply(then="close"), tmp_path / "a")

    assert isinstance(error, LostAnswerError)
    assert "sig" not in error.why


def test_a_disk_that_refuses_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        fetch(lambda _: reply(200, DATA), tmp_path / "no" / "such" / "folder")


def test_a_url_that_may_not_be_asked_is_told(tmp_path: Path) -> None:
    wanted = Wanted(url="http://127.0.0.1:1/a", api=None, most=1)

    with pytest.raises(NotSentError):
        asyncio.run(Transfer(BareClient(QUICK), wanted, QUICK).run(str(tmp_path / "a")))


def test_a_large_film_is_never_in_memory(tmp_path: Path) -> None:
    size = 48 * 1024 * 1024
    piece = bytes(64 * 1024)

    async def flow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n".encode())
        for _ in range(size // len(piece)):
            writer.write(piece)
            await writer.drain()
        writer.close()

    async def work() -> None:
        server = await asyncio.start_server(flow, "127.0.0.1", 0)
        origin = parse_origin(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "X")
        client = BareClient(QUICK)
        wanted = Wanted(url=f"{origin}/film", api=origin, most=size)
        await Transfer(client, wanted, DownloadBounds()).run(str(tmp_path / "film"))
        await client.close()
        server.close()

    tracemalloc.start()
    asyncio.run(work())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (tmp_path / "film").stat().st_size == size
    assert peak < 6 * 1024 * 1024


@pytest.mark.parametrize(
    "version",
    [
        b'ETag: "\xc3\xa9"', b'ETag: "\xff"', b"Last-Modified: Mo, 01 J\xc3\xa4n 2026",
        b"Last-Modified: a\tb",
    ],
)  # fmt: skip
def test_a_version_that_no_request_can_repeat_is_none(tmp_path: Path, version: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nAccept-Ranges: bytes\r\n" + version

    error, received = fetch(
        lambda _: Reply(data=head + b"\r\n\r\n" + b"x" * 100, then="close"), tmp_path / "a"
    )

    assert isinstance(error, LostAnswerError)
    assert len(received) == 1
