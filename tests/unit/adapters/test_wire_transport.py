from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import httpcore
import pytest

from assetforge.adapters.origin import parse_origin
from assetforge.adapters.wire_failure import Witness
from assetforge.adapters.wire_message import Incoming, Outgoing, Patience
from assetforge.adapters.wire_transport import AGENT, KeyedTransport, PoolTransport, shared_tls
from assetforge.core.secret import Secret
from assetforge.execution.delivery import NotSentError
from tests.fakes.network import FakeNetwork
from tests.fakes.web_server import WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assetforge.adapters.origin import WebOrigin

KEY = Secret("canary-of-the-transport")
ORIGIN = parse_origin("https://api.letz.ai", "X")
SOON = Patience(connect=5, read=5, place=5)


def outgoing(url: str) -> Outgoing:
    return Outgoing(method="GET", url=httpcore.URL(url))


def keyed(origin: WebOrigin) -> PoolTransport:
    return KeyedTransport(origin, KEY, SOON, keeps_alive=True)


async def send(transport: PoolTransport, request: Outgoing) -> Incoming:
    response = await transport.send(request, Witness())
    async for _ in response.pieces():
        pass
    await response.close()
    return response


def served(transport_for: Callable[[WebOrigin], PoolTransport], times: int = 1) -> WebServer:
    async def work() -> WebServer:
        cookie = reply(200, b"", {"set-cookie": "session=1; Path=/"})
        async with WebServer(lambda _: cookie) as server:
            transport = transport_for(parse_origin(server.origin, "X"))
            for _ in range(times):
                await send(transport, outgoing(f"{server.origin}/x"))
            await transport.close()
            return server

    return asyncio.run(work())


@pytest.mark.parametrize(
    "url",
    [
        "http://api.letz.ai/x", "https://api.letz.ai:8443/x", "https://letz.ai/x",
        "https://api.letz.ai.evil.example/x", "https://evil.example/https://api.letz.ai",
        "https://api.letz.ai@evil.example/x", "https://127.0.0.1/x", "ftp://api.letz.ai/x",
    ],
)  # fmt: skip
def test_a_request_for_another_origin_never_leaves(url: str) -> None:
    with pytest.raises(NotSentError, match="another origin") as caught:
        asyncio.run(send(keyed(ORIGIN), outgoing(url)))

    assert KEY.reveal() not in str(caught.value)


def test_the_key_is_added_and_is_in_nothing_that_is_kept() -> None:
    request = outgoing("https://api.letz.ai/x")

    server = served(keyed)

    assert server.received[0].header("authorization") == f"Bearer {KEY.reveal()}"
    assert KEY.reveal() not in repr((request, vars(keyed(ORIGIN))))


def test_no_cookies_are_kept_and_it_says_who_asks() -> None:
    first, second = served(lambda _: PoolTransport(SOON), times=2).received

    assert second.header("cookie") is None
    assert first.header("user-agent") == AGENT
    assert first.header("accept-encoding") == "identity"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://cdn.example/a", "cdn.example"), ("http://cdn.example:80/a", "cdn.example"),
        ("http://cdn.example:8080/a", "cdn.example:8080"), ("http://[::1]:81/a", "[::1]:81"),
        ("https://cdn.example:443/a", "cdn.example"), ("https://[2606:4700::1]/", "[2606:4700::1]"),
    ],
)  # fmt: skip
def test_a_host_is_named_with_its_port_where_that_is_unusual(url: str, host: str) -> None:
    network = FakeNetwork(lambda _: reply(200).data)

    asyncio.run(send(PoolTransport(SOON, network), outgoing(url)))

    assert f"\r\nHost: {host}\r\n" in network.requests[0]


@pytest.mark.parametrize(("keeps_alive", "connections"), [(True, 1), (False, 3)])
def test_connections_are_kept_where_that_is_asked_for(
    *, keeps_alive: bool, connections: int
) -> None:
    server = served(lambda _: PoolTransport(SOON, keeps_alive=keeps_alive), times=3)

    assert server.connections == connections


def test_certificates_are_checked_and_the_environment_has_no_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")

    tls = shared_tls()

    assert tls is shared_tls()
    assert tls.verify_mode is ssl.CERT_REQUIRED
    assert tls.check_hostname
    assert tls.get_ca_certs()


def test_the_secrets_of_a_connection_go_to_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever recorded the connection could read the key with them."""
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))

    tls = shared_tls.__wrapped__()

    assert tls.keylog_filename is None
