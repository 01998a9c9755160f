from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest

from assetforge.adapters.origin import origin_of, parse_origin
from assetforge.adapters.wire_transport import (
    AGENT,
    KeyedTransport,
    PoolTransport,
    client_of,
    shared_tls,
)
from assetforge.core.secret import Secret
from assetforge.execution.delivery import NotSentError
from tests.fakes.web_server import WebServer, reply

if TYPE_CHECKING:
    from pathlib import Path

KEY = Secret("canary-of-the-transport")
ORIGIN = parse_origin("https://api.letz.ai", "X")


def keyed() -> httpx.AsyncClient:
    return client_of(KeyedTransport(ORIGIN, KEY, None, keeps_alive=True), httpx.Timeout(5))


@pytest.mark.parametrize(
    "url",
    [
        "http://api.letz.ai/x", "https://api.letz.ai:8443/x", "https://letz.ai/x",
        "https://api.letz.ai.evil.example/x", "https://evil.example/https://api.letz.ai",
        "https://api.letz.ai@evil.example/x", "https://evil.example@api.letz.ai/x",
        "https://evil.example\\@api.letz.ai/x", "https://127.0.0.1/x",
    ],
)  # fmt: skip
def test_a_request_for_another_origin_never_leaves(url: str) -> None:
    with pytest.raises((NotSentError, httpx.InvalidURL)) as caught:
        asyncio.run(keyed().get(url))

    assert KEY.reveal() not in str(caught.value)


def test_a_name_beyond_ascii_is_compared_as_it_goes_over_the_wire() -> None:
    origin = parse_origin("https://xn--bcher-kva.example:9", "X")
    transport = KeyedTransport(origin, KEY, None, keeps_alive=True)
    request = httpx.Request("GET", "https://b\u00fccher.example.:9/x")

    with pytest.raises(NotSentError, match="another origin"):
        asyncio.run(
            transport.handle_async_request(httpx.Request("GET", "https://bucher.example:9"))
        )

    assert origin_of("https", request.url.raw_host.decode(), request.url.port) == origin


def test_the_key_is_in_no_client_and_in_no_request_afterwards() -> None:
    async def work() -> tuple[httpx.Request, str | None, httpx.Headers]:
        async with WebServer(lambda _: reply(200)) as server:
            origin = parse_origin(server.origin, "X")
            transport = KeyedTransport(origin, KEY, None, keeps_alive=True)
            async with client_of(transport, httpx.Timeout(5)) as client:
                response = await client.get(f"{server.origin}/x")
            return response.request, server.received[0].header("authorization"), client.headers

    request, sent, headers = asyncio.run(work())

    assert sent == f"Bearer {KEY.reveal()}"
    assert KEY.reveal() not in f"{request.headers.raw!r} {headers.raw!r}"


def test_a_client_keeps_no_cookies_and_says_who_it_is() -> None:
    async def work() -> list[dict[str, str]]:
        cookie = reply(200, b"", {"set-cookie": "session=1; Path=/"})
        async with WebServer(lambda _: cookie) as server:
            async with client_of(PoolTransport(), httpx.Timeout(5)) as client:
                await client.get(server.origin)
                await client.get(server.origin)
            return [dict(received.headers) for received in server.received]

    first, second = asyncio.run(work())

    assert "cookie" not in second
    assert first["user-agent"] == AGENT
    assert first["accept-encoding"] == "identity"


@pytest.mark.parametrize(("keeps_alive", "connections"), [(True, 1), (False, 3)])
def test_connections_are_kept_where_that_is_asked_for(
    *, keeps_alive: bool, connections: int
) -> None:
    async def work() -> int:
        async with WebServer(lambda _: reply(200)) as server:
            transport = PoolTransport(keeps_alive=keeps_alive)
            async with client_of(transport, httpx.Timeout(5)) as client:
                for _ in range(3):
                    await client.get(server.origin)
            return server.connections

    assert asyncio.run(work()) == connections


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
