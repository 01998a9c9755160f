"""What goes over the wire, seen from the other end of a real socket."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from assetforge.sandbox import connection
from assetforge.sandbox.fault import Fault
from tests.unit.sandbox.bench import PROMPT
from tests.unit.sandbox.listening import Line, listening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ORDER = json.dumps({"prompt": PROMPT}).encode()
GET = b"GET /models HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer k\r\n\r\n"


def played(story: Callable[[Line], Awaitable[None]], *faults: Fault) -> None:
    async def play() -> None:
        async with listening(*faults) as line:
            await story(line)

    asyncio.run(play())


async def download(line: Line) -> tuple[bytes, bytes]:
    """Order a picture, which is ready at once, and get it."""
    _, record = await line.ask("POST /images", ORDER)
    return await line.ask(f"GET /results/{json.loads(record)['id']}/original.png")


def test_one_connection_carries_many_requests() -> None:
    async def story(line: Line) -> None:
        answers = await line.say(GET, GET + GET)

        assert answers.count(b"HTTP/1.1 200 OK\r\n") == 3

    played(story)


def test_a_proxys_target_and_a_chunked_body_are_understood() -> None:
    async def story(line: Line) -> None:
        head = b"POST http://api.letz.ai/images HTTP/1.1\r\nHost: api.letz.ai\r\n"
        rest = b"Authorization: Bearer k\r\nTransfer-Encoding: chunked\r\n\r\n"
        chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(ORDER), ORDER)

        assert (await line.say(head + rest, chunk)).startswith(b"HTTP/1.1 201 Created\r\n")

    played(story)


def test_who_asks_before_sending_a_body_is_told_to_go_on() -> None:
    async def story(line: Line) -> None:
        head, _ = await line.ask("POST /images", ORDER, "Expect: 100-continue")

        assert head.startswith((b"http/1.1 100", b"http/1.1 201"))
        assert len(line.sandbox.premises.account.charges) == 1

    played(story)


@pytest.mark.parametrize("nonsense", [b"hello\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\0\0\r\n\r\n"])
def test_what_is_no_http_is_400(nonsense: bytes) -> None:
    async def story(line: Line) -> None:
        assert (await line.say(nonsense)).startswith(b"HTTP/1.1 400 ")

    played(story)


def test_a_body_that_is_too_large_is_413_and_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_BODY", 10)

    async def story(line: Line) -> None:
        head, _ = await line.ask("POST /images", ORDER)

        assert head.startswith(b"http/1.1 413 ")
        assert line.sandbox.premises.account.charges == []

    played(story)


@pytest.mark.parametrize("target", [b"http://[", b"//[::", b"http://h//[::/x"])
def test_a_target_that_is_no_url_is_not_found(target: bytes) -> None:
    async def story(line: Line) -> None:
        answer = await line.say(b"GET " + target + b" HTTP/1.1\r\nHost: s\r\n\r\n")

        assert answer.startswith(b"HTTP/1.1 404 ")

    played(story)


@pytest.mark.parametrize(
    ("path", "key", "status"),
    [
        (b"/v1/images/generations", b"", b"413"),
        (b"/uploads/7f?signature=guessed", b"", b"413"),
        (b"/v1/images/generations", b"Authorization: Bearer k\r\n", b"400"),
    ],
)
def test_a_large_body_is_read_only_of_who_has_a_key(
    path: bytes, key: bytes, status: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_BODY", 10)

    async def story(line: Line) -> None:
        head = b"POST " + path + b" HTTP/1.1\r\nHost: s\r\n" + key
        answer = await line.say(head + b"Content-Length: 20\r\n\r\n" + b"x" * 20)

        assert answer.startswith(b"HTTP/1.1 " + status)

    played(story)


def test_a_request_that_breaks_off_does_nothing() -> None:
    async def story(line: Line) -> None:
        head = b"POST /images HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer k\r\n"

        answer = await line.say(head + b"Content-Length: 99\r\n\r\n" + ORDER)

        assert b" 201 " not in answer
        assert line.sandbox.premises.account.charges == []

    played(story)


def test_head_brings_a_length_and_no_body() -> None:
    async def story(line: Line) -> None:
        head, body = await line.ask("HEAD /models")

        assert b"content-length: " in head
        assert body == b""

    played(story)


def test_no_content_has_no_length() -> None:
    async def story(line: Line) -> None:
        _, record = await line.ask("POST /images", ORDER)
        path = f"/images/{json.loads(record)['id']}/prompt-privacy"

        head, _ = await line.ask(f"PUT {path}", b'{"hidePrompt": true}')

        assert head.startswith(b"http/1.1 204 no content")
        assert b"content-length" not in head

    played(story)


@pytest.mark.parametrize("kind", ["lose-answer", "reset-answer"])
def test_a_lost_answer_is_a_connection_that_ends(kind: str) -> None:
    async def story(line: Line) -> None:
        try:
            head, _ = await line.ask("POST /images", ORDER)
        except ConnectionResetError:
            head = b""

        assert head == b""
        assert len(line.sandbox.premises.account.charges) == 1

    played(story, Fault(kind=kind))


def test_a_reset_is_felt_as_one() -> None:
    async def story(line: Line) -> None:
        with pytest.raises(ConnectionResetError):
            await line.ask("GET /models")

    played(story, Fault(kind="reset"))


def test_a_cut_download_announces_more_than_comes() -> None:
    async def story(line: Line) -> None:
        head, body = await download(line)

        assert b"content-length: %d\r\n" % (2 * len(body)) in head + b"\r\n"
        assert body

    played(story, Fault(kind="cut"))


def test_a_short_length_announces_less_than_comes() -> None:
    async def story(line: Line) -> None:
        head, body = await download(line)

        assert b"content-length: %d\r\n" % (len(body) // 2) in head + b"\r\n"

    played(story, Fault(kind="short"))


def test_a_drip_brings_everything_in_small_pieces() -> None:
    async def story(line: Line) -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()

        _, body = await download(line)

        assert body.startswith(b"drawn ")
        assert loop.time() - start > 0.2

    played(story, Fault(kind="drip", seconds=0.3))


def test_a_large_file_is_sent_without_being_held() -> None:
    async def story(line: Line) -> None:
        head, body = await download(line)

        assert b"content-length: %d\r\n" % len(body) in head + b"\r\n"
        assert body.startswith(b"drawn ")
        assert body.endswith(bytes(1000))
        assert len(body) > 3_000_000

    played(story, Fault(kind="large", bytes=3_000_000))


def test_a_slow_answer_comes_later() -> None:
    async def story(line: Line) -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()

        head, _ = await line.ask("POST /images", ORDER)

        assert head.startswith(b"http/1.1 201 ")
        assert loop.time() - start > 0.1

    played(story, Fault(kind="slow", seconds=0.15))


def test_a_silent_connection_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_PATIENCE", 0.05)

    async def story(line: Line) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", line.port)

        assert await reader.read() == b""
        writer.close()

    played(story)
