"""Addresses from outside: no URL leads into a private network, and our key leads nowhere but home.

Each hostile URL is tried as a result's own URL and as what a public host redirects to. Names are
resolved by a fake that spells numbers out as C libraries do; what is dialled is written down.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from typing import TYPE_CHECKING, Final

import pytest

from assetforge.adapters.downloads import HttpDownloads
from assetforge.adapters.downloads_bounds import USUAL, DownloadBounds
from assetforge.adapters.downloads_client import BareClient
from assetforge.adapters.origin import parse_origin
from assetforge.adapters.public_addresses import is_public
from assetforge.adapters.wire import HttpWire
from assetforge.core.secret import Secret
from assetforge.execution.delivery import DeliveryError, NotSentError
from assetforge.providers.instruction import Call
from tests.fakes.network import FakeNetwork, FakeResolver
from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PUBLIC: Final = "93.184.215.14"
NAMES: Final[Mapping[str, Sequence[Sequence[str]]]] = {
    "cdn.example": [(PUBLIC,)],
    "localhost": [("::1", "127.0.0.1")],
    "localhost.localdomain": [("127.0.0.1",)],
    "metadata.google.internal": [("169.254.169.254",)],
    "127.0.0.1.nip.io": [("127.0.0.1",)],
    "intranet": [("10.1.2.3",)],
    "printer.local": [("fe80::1%eth0", "192.168.0.9")],
    "nat64.example": [("64:ff9b::a9fe:a9fe",)],
    "tunnel.example": [("2002:7f00:1::",)],
    "teredo.example": [("2001:0:4136:e378:8000:63bf:80ff:fffe",)],
    "mapped.example": [("::ffff:169.254.169.254",)],
    "multicast.example": [("224.0.0.1", "ff02::1")],
    "azure.example": [("168.63.129.16",)],
}
HOSTILE: Final = (
    "https://127.0.0.1/", "https://127.0.0.1:443/", "https://127.1/", "https://127.0.1/",
    "https://0x7f.1/", "https://0x7f000001/", "https://2130706433/", "https://017700000001/",
    "https://0177.0.0.1/", "https://0/", "https://0.0.0.0/", "https://127.255.255.254/",
    "https://１２７.０.０.１/",  # noqa: RUF001 - that is the trick
    "https://127。0。0。1/", "https://127.0.0.1./", "https://①②⑦.0.0.1/",
    "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/",
    "https://[fd00:ec2::254]/latest/meta-data/", "https://[ff02::1]/",
    "https://169.254.169.254/latest/meta-data/", "https://2852039166/", "https://0xa9fea9fe/",
    "https://169.254.170.2/v2/credentials/", "https://100.100.100.200/", "https://168.63.129.16/",
    "https://192.0.0.192/opc/v1/", "https://10.0.0.1/", "https://172.16.0.1/",
    "https://192.168.1.1/", "https://100.64.0.1/", "https://198.18.0.1/", "https://224.0.0.1/",
    "https://255.255.255.255/",
    *(f"https://{name}/" for name in NAMES if name != "cdn.example"),
    "https://LOCALHOST/", "https://localhost./", "https://metadata.google.internal./",
    "http://cdn.example/", "http://127.0.0.1/", "http://localhost:8123/", "//127.0.0.1/",
    "https://cdn.example:22/", "https://cdn.example:8443/", "https://cdn.example@127.0.0.1/",
    "https://127.0.0.1\\@cdn.example/", "https://cdn.example\\@127.0.0.1/",
    "https://127.0.0.1#@cdn.example/", "https://127.0.0.1?@cdn.example/",
    "https://cdn.example%2f@127.0.0.1/", "https://cdn.example%00.127.0.0.1/",
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/", "dict://127.0.0.1/",
    "jar:https://127.0.0.1!/", "data:image/png;base64,AAAA", "unix:/run/docker.sock",
    "https://unknown.example/", "https://", "https:///x", "",
)  # fmt: skip
QUICK: Final = DownloadBounds(connect_seconds=1, read_seconds=0.5, first_seconds=1)
CANARY: Final = "canary-4f1d-of-letzai"
COOKIE: Final = {"set-cookie": f"key={CANARY}"}


class Spelled(FakeResolver):
    """Knows every spelling of a number that a C library takes for an address."""

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        for family in (socket.AF_INET, socket.AF_INET6):
            try:
                return [socket.inet_ntop(family, _packed(family, host.rstrip(".")))]
            except OSError:
                continue
        return await super().__call__(host.rstrip("."), port)


def _packed(family: socket.AddressFamily, host: str) -> bytes:
    return socket.inet_aton(host) if family == socket.AF_INET else socket.inet_pton(family, host)


def fetched(url: str, network: FakeNetwork, folder: Path) -> DeliveryError:
    async def work() -> DeliveryError:
        client = BareClient(USUAL, Spelled(NAMES), network)
        downloads = HttpDownloads({}, str(folder / "quarantine"), USUAL, client)
        try:
            with pytest.raises(DeliveryError) as caught:
                await downloads.fetch(url, str(folder / "a"), provider="letzai", is_film=False)
        finally:
            await downloads.close()
        return caught.value

    return asyncio.run(work())


def test_the_table_is_long_enough() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) > 60


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=map(ascii, HOSTILE))
def test_a_hostile_url_is_never_connected_to(tmp_path: Path, number: int) -> None:
    network = FakeNetwork(lambda _: reply(200, b"a secret").data)

    error = fetched(HOSTILE[number], network, tmp_path)

    assert isinstance(error, NotSentError)
    assert network.dialled == []
    assert not (tmp_path / "quarantine").exists()


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=map(ascii, HOSTILE))
@pytest.mark.parametrize("hops", [1, 3])
def test_nor_is_one_that_a_public_host_redirects_to(tmp_path: Path, number: int, hops: int) -> None:
    target = HOSTILE[number].encode()

    def answer(_host: str) -> bytes:
        is_last = len(network.requests) >= hops
        location = target if is_last else b"/on"
        return b"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: " + location + b"\r\n\r\n"

    network = FakeNetwork(answer)

    fetched("https://cdn.example/a", network, tmp_path)

    assert {address for address, _ in network.dialled} == {PUBLIC}
    assert {port for _, port in network.dialled} == {443}
    assert not (tmp_path / "quarantine").exists()


def test_a_name_that_changes_its_mind_is_believed_once(tmp_path: Path) -> None:
    network = FakeNetwork(lambda _: reply(503).data)
    names = FakeResolver({"rebinding.example": [(PUBLIC,), ("127.0.0.1",)]})

    async def work() -> None:
        client = BareClient(USUAL, names, network)
        downloads = HttpDownloads({}, str(tmp_path), USUAL, client)
        for _ in range(3):
            with pytest.raises(DeliveryError):
                await downloads.fetch(
                    "https://rebinding.example/", str(tmp_path / "a"), provider="", is_film=False
                )
        await downloads.close()

    asyncio.run(work())

    assert all(is_public(address) for address, _ in network.dialled)
    assert len(network.dialled) <= names.asked.count("rebinding.example")


class Home:
    """Two servers: the API at its origin, and another that must learn nothing."""

    def __init__(self) -> None:
        self.api = WebServer(self._at_home)
        self.other = WebServer(_echo)

    def _at_home(self, received: Received) -> Reply:
        elsewhere = f"{self.other.origin}{received.target}"
        if received.target.startswith("/redirect"):
            return reply(int(received.target[-3:]), b"", {"location": elsewhere, **COOKIE})
        body = {"url": elsewhere, "message": f"hello {CANARY}"}
        return reply(200, json.dumps(body).encode(), COOKIE)


def _echo(received: Received) -> Reply:
    return reply(200, received.target.encode())


def at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: Sequence[Call], *, is_paid: bool
) -> tuple[Home, list[str]]:
    """Make calls with everything set that may lead a client astray; tell all that was said."""
    home = Home()
    said: list[str] = []

    async def work() -> None:
        async with home.api, home.other:
            _poison(monkeypatch, tmp_path, home)
            wire = HttpWire(parse_origin(home.api.origin, "LETZAI_BASE_URL"), Secret(CANARY))
            for call in calls:
                try:
                    said.append(repr(await wire.send(call, is_paid=is_paid)))
                except DeliveryError as error:
                    said.append(f"{error!r} {error.why} {error.__cause__!r} {error.__context__!r}")
            said.append(repr(vars(wire)))
            await wire.close()

    asyncio.run(work())
    return home, said


def _poison(monkeypatch: pytest.MonkeyPatch, folder: Path, home: Home) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, home.other.origin)
        monkeypatch.setenv(name.lower(), home.other.origin)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    (folder / ".netrc").write_text("default login me password from-netrc\n")
    monkeypatch.setenv("NETRC", str(folder / ".netrc"))
    monkeypatch.setenv("HOME", str(folder))


CALLS: Final = (
    Call(method="GET", path="/images/7f"),
    Call(method="POST", path="/images", body={"prompt": "a"}),
    *(Call(method="POST", path=f"/redirect/{status}", body={}) for status in (301, 302, 307, 308)),
    Call(method="GET", path="//127.0.0.1:1/x"),
    Call(method="GET", path="/images/../../x"),
    Call(method="GET", path="/@127.0.0.1"),
)


@pytest.mark.parametrize("is_paid", [True, False])
def test_our_key_is_seen_at_its_origin_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    *, is_paid: bool,
) -> None:  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        home, said = at_home(tmp_path, monkeypatch, CALLS, is_paid=is_paid)

    assert {each.header("authorization") for each in home.api.received} == {f"Bearer {CANARY}"}
    assert len(home.api.received) == 7
    assert home.other.received == []
    assert CANARY not in "\n".join([*said, caplog.text])
    assert "from-netrc" not in repr(home.api.received)
    assert all(each.header("cookie") is None for each in home.api.received)


def test_no_download_and_no_upload_knows_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home()
    (tmp_path / "in").write_bytes(b"bytes")

    async def work() -> None:
        async with home.api, home.other:
            _poison(monkeypatch, tmp_path, home)
            monkeypatch.setenv("LETZAI_API_KEY", CANARY)
            origin = parse_origin(home.api.origin, "LETZAI_BASE_URL")
            wire = HttpWire(origin, Secret(CANARY))
            await wire.send(CALLS[0])
            downloads = HttpDownloads({"letzai": origin}, str(tmp_path / "quarantine"), QUICK)
            for path in ("/a", "/redirect/302"):
                with pytest.raises(DeliveryError):
                    await downloads.fetch(
                        f"{home.api.origin}{path}", str(tmp_path / "a"),
                        provider="letzai", is_film=False,
                    )  # fmt: skip
            url = f"{home.api.origin}/redirect/307"
            status = await downloads.put(url, str(tmp_path / "in"), "image/png", provider="letzai")
            assert status == 307
            await downloads.close()
            await wire.close()

    asyncio.run(work())

    asked, *bare = home.api.received
    assert asked.header("authorization") == f"Bearer {CANARY}"
    assert len(bare) == 3
    assert CANARY not in repr(bare)
    assert home.other.received == []
