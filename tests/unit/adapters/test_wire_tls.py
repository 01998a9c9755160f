"""The wire over TLS, at a real server with a certificate of its own."""

from __future__ import annotations

import asyncio
import ssl
import sys
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.origin import parse_origin
from assetforge.adapters.wire import HttpWire, WireBounds
from assetforge.core.secret import Secret
from assetforge.execution.delivery import NotSentError
from assetforge.providers.instruction import Answer, Call
from tests.fakes.self_signed import client_side, server_side
from tests.fakes.web_server import WebServer, reply

if TYPE_CHECKING:
    from pathlib import Path

KEY = Secret("canary-of-the-tls-wire-77")
QUICK = WireBounds(connect_seconds=5, read_seconds=5, total_seconds=10, answer_bytes=1000)
ORDER = Call(method="POST", path="/images", body={"prompt": "a"})


def sent(folder: Path, tls: ssl.SSLContext, host: str) -> tuple[Answer, WebServer]:
    serve = WebServer(lambda _: reply(201, b"{}"), host=host, tls=server_side(folder))

    async def work() -> tuple[Answer, WebServer]:
        async with serve as server:
            wire = HttpWire(parse_origin(server.origin, "X"), KEY, QUICK, tls)
            try:
                return await wire.send(ORDER, is_paid=True), server
            finally:
                await wire.close()

    return asyncio.run(work())


def test_an_order_goes_to_whom_the_certificate_names(tmp_path: Path) -> None:
    answer, server = sent(tmp_path, client_side(), "localhost")

    assert answer.status == 201
    assert [each.header("authorization") for each in server.received] == [f"Bearer {KEY.reveal()}"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_that_nobody_vouches_for_ends_it_before_a_byte_leaves(
    host: str, tmp_path: Path
) -> None:
    with pytest.raises(NotSentError, match="its certificate is not valid") as caught:
        sent(tmp_path, ssl.create_default_context(), host)

    assert not caught.value.is_worth_repeating


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more than one such address")
def test_a_certificate_for_another_name_ends_it_before_a_byte_leaves(tmp_path: Path) -> None:
    with pytest.raises(NotSentError, match="its certificate is not valid"):
        sent(tmp_path, client_side(), "127.0.0.2")
