from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore
import pytest

from assetforge.adapters.wire_failure import Witness
from assetforge.adapters.wire_line import KEEP_ALIVE, Line, patience
from assetforge.adapters.wire_network import AsyncioNetwork
from assetforge.adapters.wire_transport import shared_tls
from tests.fakes.web_server import Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping


class Nothing:
    """The body of a request that has none."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in (b"",):
            yield piece


def line_to(origin: str) -> Line:
    return Line(httpcore.URL(origin).origin, AsyncioNetwork(), shared_tls())


def request(origin: str, extensions: Mapping[str, object] | None = None) -> httpcore.Request:
    return httpcore.Request(
        "GET", f"{origin}/x", headers=[(b"Host", b"x")], content=Nothing(),
        extensions=dict(extensions or {}),
    )  # fmt: skip


def test_a_line_is_free_once_an_exchange_is_over_and_not_before() -> None:
    async def work() -> list[bool]:
        async with WebServer(lambda _: reply(200, b"body")) as server:
            line = line_to(server.origin)
            found = [line.is_free]
            status, headers = await line.ask(request(server.origin))
            found.append(line.is_free)
            assert (status, dict(headers)[b"content-length"]) == (200, b"4")
            assert [piece async for piece in line.pieces()] == [b"body"]
            assert await line.end()
            found.append(line.is_free)
            await line.close()
            return [*found, line.is_free]

    assert asyncio.run(work()) == [False, False, True, False]


def test_a_line_that_was_kept_for_long_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> list[bool]:
        async with WebServer(lambda _: reply(200)) as server:
            line = line_to(server.origin)
            await line.ask(request(server.origin))
            assert [piece async for piece in line.pieces()] == []
            await line.end()
            loop = asyncio.get_running_loop()
            found: list[bool] = []
            for seconds in (KEEP_ALIVE - 1, KEEP_ALIVE + 1):
                later = loop.time() + seconds
                with monkeypatch.context() as patch:
                    patch.setattr(loop, "time", lambda later=later: later)
                    found.append(line.is_free)
            await line.close()
            return found

    assert asyncio.run(work()) == [True, False]


def test_whoever_watches_a_request_is_told_before_its_first_byte_leaves() -> None:
    async def work() -> tuple[bool, bool]:
        seen, unseen = Witness(), Witness()
        async with WebServer(lambda _: reply(200)) as server:
            line = line_to(server.origin)
            await line.ask(request(server.origin, {"trace": seen}))
            await line.close()
        nobody = line_to("http://127.0.0.1:9")
        with pytest.raises(httpcore.ConnectError):
            await nobody.ask(request("http://127.0.0.1:9", {"trace": unseen}))
        return seen.has_begun, unseen.has_begun

    assert asyncio.run(work()) == (True, False)


def test_a_line_whose_answer_broke_off_does_not_go_on() -> None:
    half = Reply(data=b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf", then="close")

    async def work() -> bool:
        async with WebServer(lambda _: half) as server:
            line = line_to(server.origin)
            await line.ask(request(server.origin))
            with pytest.raises(httpcore.RemoteProtocolError):
                assert [piece async for piece in line.pieces()]
            return await line.end()

    assert not asyncio.run(work())


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [({}, None), ({"timeout": {}}, None), ({"timeout": {"read": 3.0, "write": None}}, 3.0)],
)
def test_a_request_says_how_long_it_waits(
    extensions: Mapping[str, object], expected: float | None
) -> None:
    assert patience(request("http://x", extensions), "read") == expected
