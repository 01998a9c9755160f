from __future__ import annotations

import pytest

from assetforge.sandbox.message import HttpAnswer, HttpRequest
from assetforge.sandbox.ranges import ranged

DATA = b"0123456789"


def ask(said: str | None, **more: str) -> HttpAnswer:
    headers = more if said is None else {"range": said, **more}
    return ranged(DATA, "image/png", HttpRequest(method="GET", target="/", headers=headers))


@pytest.mark.parametrize("said", [None, "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"])
def test_without_a_range_that_is_understood_all_is_sent(said: str | None) -> None:
    assert (ask(said).status, ask(said).body) == (200, DATA)


@pytest.mark.parametrize(
    ("said", "body", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", DATA, "bytes 0-9/10"),
    ],
)
def test_a_range_is_sent_alone(said: str, body: bytes, content_range: str) -> None:
    answer = ask(said)

    assert (answer.status, answer.body) == (206, body)
    assert answer.headers["content-range"] == content_range


@pytest.mark.parametrize("said", ["bytes=10-", "bytes=5-4", "bytes=-0"])
def test_an_empty_range_is_416(said: str) -> None:
    assert (ask(said).status, ask(said).headers) == (416, {"content-range": "bytes */10"})


def test_a_range_of_another_file_brings_all_of_this_one() -> None:
    tag = ask(None).headers["etag"]

    assert ask("bytes=4-", **{"if-range": tag}).status == 206
    assert ask("bytes=4-", **{"if-range": '"other"'}).status == 200
