from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.downloads_bounds import USUAL, DownloadBounds
from assetforge.adapters.downloads_client import BareClient
from assetforge.adapters.origin import parse_origin
from assetforge.execution.delivery import LostAnswerError, NotSentError
from tests.fakes.network import FakeNetwork, FakeResolver
from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

PUBLIC, OTHER = "93.184.215.14", "151.101.1.1"
NAMES = {"cdn.example": [(PUBLIC,)], "other.example": [(OTHER,)], "inside.example": [("10.0.0.1",)]}
QUICK = DownloadBounds(first_seconds=1, connect_seconds=1, read_seconds=0.2)


def to(location: str, status: int = 302) -> bytes:
    return reply(status, b"", {"location": location}).data


async def status_of(client: BareClient, url: str) -> int:
    async with client.get(url, None, {}) as response:
        return response.status_code


def ask(answer: Callable[[str], bytes], url: str = "https://cdn.example/a?sig=1") -> FakeNetwork:
    network = FakeNetwork(answer)
    client = BareClient(USUAL, FakeResolver(NAMES), network)
    assert asyncio.run(status_of(client, url)) == 200
    return network


def test_a_host_keeps_its_name_while_its_address_is_chosen_for_it() -> None:
    network = ask(lambda _: reply(200, b"hi").data)

    assert network.dialled == [(PUBLIC, 443)]
    assert network.named == ["cdn.example"]
    [request] = network.requests
    assert request.startswith("GET /a?sig=1 HTTP/1.1\r\nHost: cdn.example\r\n")


def test_nothing_in_a_request_says_who_asks() -> None:
    [request] = ask(lambda _: reply(200).data).requests

    names = {line.partition(":")[0].lower() for line in request.split("\r\n")[1:] if line}
    assert names == {"host", "accept", "accept-encoding", "connection", "user-agent"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_a_public_host(status: int) -> None:
    pages = {"cdn.example": to("https://other.example/b", status), "other.example": reply(200).data}

    network = ask(pages.__getitem__)

    assert network.dialled == [(PUBLIC, 443), (OTHER, 443)]
    assert network.requests[1].startswith("GET /b HTTP/1.1\r\nHost: other.example\r\n")


@pytest.mark.parametrize(
    "location",
    ["https://inside.example/", "http://other.example/", "https://other.example:8443/",
     "https://u:p@other.example/", "file:///etc/passwd", "https://127.0.0.1/", "//[::1]/"],
)  # fmt: skip
def test_a_redirect_to_anywhere_else_is_refused(location: str) -> None:
    network = FakeNetwork(lambda _: to(location))
    names = {**NAMES, "127.0.0.1": [("127.0.0.1",)], "::1": [("::1",)]}
    client = BareClient(USUAL, FakeResolver(names), network)

    with pytest.raises(NotSentError) as caught:
        asyncio.run(status_of(client, "https://cdn.example/a"))

    assert not caught.value.is_worth_repeating
    assert network.dialled == [(PUBLIC, 443)]


def test_redirects_come_to_an_end() -> None:
    network = FakeNetwork(lambda _: to("/again"))
    client = BareClient(USUAL, FakeResolver(NAMES), network)

    with pytest.raises(LostAnswerError, match="redirected more than 3 times"):
        asyncio.run(status_of(client, "https://cdn.example/a"))

    assert len(network.requests) == 4


def test_a_redirect_without_a_target_is_an_answer() -> None:
    async def work() -> int:
        network = FakeNetwork(lambda _: reply(302).data)
        return await status_of(
            BareClient(USUAL, FakeResolver(NAMES), network), "https://cdn.example/"
        )

    assert asyncio.run(work()) == 302


@pytest.mark.parametrize("answer", [Reply(then="close"), Reply(then="reset"), Reply(then="hang")])
def test_an_answer_that_never_comes_is_lost(answer: Reply) -> None:
    async def work() -> None:
        async with WebServer(lambda _: answer) as server:
            client = BareClient(QUICK)
            origin = parse_origin(server.origin, "X")
            try:
                async with client.get(f"{server.origin}/a?sig=hunter2", origin, {}):
                    pass
            finally:
                await client.close()

    with pytest.raises(LostAnswerError) as caught:
        asyncio.run(work())

    assert "hunter2" not in caught.value.why


def test_an_upload_holds_its_bytes_and_no_redirect_is_followed() -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b"four"
        yield b"teen"

    async def work() -> tuple[int, list[Received]]:
        async with WebServer(lambda _: reply(307, b"", {"location": "/elsewhere"})) as server:
            client = BareClient(QUICK)
            origin = parse_origin(server.origin, "X")
            headers = {"Content-Type": "image/png", "Content-Length": "8"}
            status = await client.put(f"{server.origin}/up?sig=1", origin, headers, body())
            await client.close()
            return status, server.received

    status, [received] = asyncio.run(work())

    assert status == 307
    assert (received.method, received.target, received.body) == ("PUT", "/up?sig=1", b"fourteen")
    assert received.header("content-type") == "image/png"
    assert received.header("authorization") is None


def test_a_request_that_cannot_be_written_is_lost_and_no_bug() -> None:
    async def work() -> None:
        client = BareClient(USUAL, FakeResolver(NAMES), FakeNetwork(lambda _: reply(200).data))
        with pytest.raises(LostAnswerError, match=r"cdn\.example"):
            async with client.get("https://cdn.example/", None, {"If-Range": "\xe4\u20ac"}):
                pass
        await client.close()

    asyncio.run(work())
