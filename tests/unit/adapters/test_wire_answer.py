from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.adapters.wire_answer import MOST_TEXT, MOST_VALUES, read_answer, unread_answer
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    from assetforge.providers.instruction import Answer

KEY = Secret("canary-key-0451")


def read(data: bytes) -> Answer:
    return read_answer(200, [], data, (KEY,))


@pytest.mark.parametrize(
    "value",
    [
        {"id": "a", "n": [1, 2.5, True, None, "ü"]},
        [],
        {},
        "word",
        7,
        True,
        2**63 - 1,
        {"": {"": 0}},
    ],
)
def test_json_becomes_plain_values(value: object) -> None:
    answer = read(json.dumps(value).encode())

    assert answer.body == value
    assert answer.text == ""


@pytest.mark.parametrize(
    "data",
    [
        b"<html>", b'{"a": NaN}', b"[Infinity]", b"[-Infinity]", b"[1e999]", b"[-1e999]",
        b"9223372036854775809", b"[" + b"9" * 5000 + b"]", b'{"id": "a", "id": "b"}',
        b"[" * 101 + b"]" * 101, b"[" * 100_000, b'{"a":' * 50_000, b'{"a": 1', b'{"a": 1}}',
        b"\xff\xfe{\x00}\x00", b'{"a": "\xff"}', b'\xef\xbb\xbf{"a": 1}', b"'a'", b"{'a': 1}",
    ],
)  # fmt: skip
def test_anything_else_is_told_as_the_beginning_of_a_text(data: bytes) -> None:
    answer = read(data)

    assert answer.body is None
    assert answer.text
    assert len(answer.text) <= MOST_TEXT


@pytest.mark.parametrize("data", [b"", b"null", b" null\n"])
def test_nothing_is_nothing(data: bytes) -> None:
    answer = read(data)

    assert (answer.body, answer.text) == (None, "")


def test_a_text_is_made_harmless() -> None:
    answer = read(b"\x1b[31mfailed\x07 \xe2\x80\xae")

    assert answer.text == "\\x1b[31mfailed\\x07 \\u202e"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'"cut \\ud83d"', "cut \ufffd"),
        (b'"\\ude00 late"', "\ufffd late"),
        (b'"whole \\ud83d\\ude00"', "whole 😀"),
        ('"whole 😀"'.encode(), "whole 😀"),
    ],
)
def test_half_a_pair_does_not_spoil_what_was_paid_for(data: bytes, expected: str) -> None:
    body = read(b'{"id": "7f", "prompt": ' + data + b"}").body

    assert body == {"id": "7f", "prompt": expected}
    assert json.dumps(body, ensure_ascii=False).encode()


def test_our_key_is_taken_out_wherever_it_is_echoed() -> None:
    headers = [("X-Echo", f"Bearer {KEY.reveal()}"), ("Set-Cookie", "session=1")]
    data = f'{{"message": "no such key: {KEY.reveal()}"}}'.encode()

    answer = read_answer(401, headers, data, (KEY,))

    assert answer.body == {"message": "no such key: ***"}
    assert answer.headers == {"x-echo": "Bearer ***"}
    assert read(f"<b>{KEY.reveal()}</b>".encode()).text == "<b>***</b>"


@pytest.mark.parametrize(
    "echo",
    [
        b"sk-live\\/abcDEF0123456789", b"\\u0073k-live/abcDEF0123456789",
        b"sk-live%2fabcDEF0123456789", b"sk-live&#x2F;abcDEF0123456789",
        b"sk-live%2\\u0066abcDEF0123456789",  # only what was decoded reads as the key
        b"sk-live\\u0026#x2F;abcDEF0123456789",
    ],
)  # fmt: skip
def test_our_key_is_taken_out_however_it_is_escaped(echo: bytes) -> None:
    secrets = (Secret("sk-live/abcDEF0123456789"),)
    data = b'{"error": {"message": "bad key ' + echo + b'", "' + echo + b'": [1]}}'

    answer = read_answer(401, [], data, secrets)

    assert answer.body == {"error": {"message": "bad key ***", "***": [1]}}


@pytest.mark.parametrize("unit", ["[],", "{},", '"",', '{"a":{}},', "0,"])
def test_a_bomb_of_many_values_is_never_decoded(unit: str) -> None:
    data = f"[{unit * (1 + MOST_VALUES)}0]".encode()
    tracemalloc.start()
    try:
        answer = read(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert answer.body is None
    assert answer.text
    assert peak < 12 * len(data)


def test_of_an_answer_that_may_not_be_read_the_status_counts() -> None:
    answer = unread_answer(402, [("Retry-After", "3")], "too long", (KEY,))

    assert (answer.status, answer.body, answer.text) == (402, None, "too long")
    assert answer.headers == {"retry-after": "3"}


@given(data=st.binary(max_size=200))
def test_any_bytes_are_an_answer(data: bytes) -> None:
    answer = read(data)

    json.dumps(answer.body, ensure_ascii=False, allow_nan=False).encode()
    answer.text.encode()
