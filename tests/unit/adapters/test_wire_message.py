from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpcore
import pytest

from assetforge.adapters.wire_message import Incoming, Patience

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def incoming(*headers: tuple[bytes, bytes], content: bytes = b"") -> Incoming:
    async def body() -> AsyncIterator[bytes]:
        yield content

    return Incoming(httpcore.Response(200, headers=headers, content=body()), "cdn.example")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (b"plain", "plain"),
        ("gr\u00fcn".encode(), "gr\u00fcn"),
        (b"gr\xfcn", "gr\u00fcn"),
        (b"", ""),
    ],
)
def test_any_bytes_of_a_header_are_read(value: bytes, read: str) -> None:
    assert incoming((b"X-Said", value)).headers == [("x-said", read)]


def test_several_headers_of_one_name_are_read_as_one() -> None:
    response = incoming((b"Via", b"a"), (b"Age", b"1"), (b"VIA", b"b"))

    assert response.header("via") == "a, b"
    assert response.header("etag") is None
    assert response.headers == [("via", "a"), ("age", "1"), ("via", "b")]


def test_a_body_comes_as_it_comes() -> None:
    async def work() -> bytes:
        response = incoming(content=b"all of it")
        found = b"".join([piece async for piece in response.pieces()])
        await response.close()
        return found

    assert asyncio.run(work()) == b"all of it"


def test_httpcore_is_told_of_every_step_how_long_it_may_take() -> None:
    told = Patience(connect=1, read=2, place=3).seconds

    assert told == {"connect": 1, "read": 2, "write": 2, "pool": 3}
