from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.redaction import SHORTEST, redacted
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = "sk-live/abc+DEF_01=.~"
KEY = 'sk/live+"a?b>c~ü'


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {KEY}",
        f"https://host/?key={quote(KEY, safe='')}",
        f"https://host/?name=x&key={quote_plus(KEY)}",
        json.dumps({"key": KEY}),
        b64encode(KEY.encode()).decode(),
        f"Basic {b64encode(f'user:{KEY}'.encode()).decode()}",
        f"Basic {b64encode(f'u:{KEY}:x'.encode()).decode()}",
        urlsafe_b64encode(f"me:{KEY}".encode()).decode(),
    ],
)
def test_a_secret_is_found_in_every_spelling(text: str) -> None:
    clean = redacted(text, [Secret(KEY)])

    assert "***" in clean
    assert KEY[:8] not in clean
    assert len(clean) < len(text)


SPELLED: tuple[Callable[[str], str], ...] = (
    str,
    lambda c: f"\\u{ord(c):04x}",
    lambda c: f"\\\\u{ord(c):04X}",
    lambda c: quote(c, safe="").lower() if not c.isalnum() else f"%{ord(c):02x}",
    lambda c: f"%25{ord(c):02X}",
    lambda c: f"&#{ord(c)};",
    lambda c: f"&#X{ord(c):02X};",
    lambda c: f"\\{c}",
    lambda c: f"\\x{ord(c):02x}",
    escape,
)


def escaped_one_by_one(ways: list[int]) -> str:
    """Write the key with each character in the way of the same place."""
    return "".join(SPELLED[way](c) for way, c in zip(ways, PLAIN, strict=True))


@given(ways=st.lists(st.integers(0, 9), min_size=len(PLAIN), max_size=len(PLAIN)))
def test_a_secret_is_found_however_each_of_its_characters_is_escaped(ways: list[int]) -> None:
    text = f'{{"message": "bad key {escaped_one_by_one(ways)}!"}}'

    found = redacted(text, [Secret(PLAIN)]).replace("\\***", "***")  # what stood before it may stay

    assert found == '{"message": "bad key ***!"}'


@pytest.mark.parametrize(
    "echo",
    [
        PLAIN.replace("/", "\\/"),
        "\\u0073" + PLAIN[1:],
        PLAIN.replace("/", "%2f"),
        PLAIN.replace("/", "&#x2F;").replace("+", "&plus;"),
        PLAIN.replace("/", "&sol;"),
        PLAIN.replace("/", "\\\\\\/"),
    ],
)
def test_the_spellings_of_real_services_are_found(echo: str) -> None:
    assert redacted(f"<p>{echo}</p>", [Secret(PLAIN)]) == "<p>***</p>"


def test_a_long_secret_is_hidden_with_all_that_follows_its_beginning() -> None:
    value = "/".join(["part"] * 500)

    found = redacted(f'"{quote(value, safe="").lower()}" and more', [Secret(value)])

    assert found == '"***" and more'


def test_nothing_but_the_secret_goes_from_an_escaped_text() -> None:
    text = '{"a": "50 % of \\"x\\" & y\\n", "b": "%2f&#47;"}'

    assert redacted(text, [Secret(PLAIN)]) == text


@given(before=st.binary(max_size=7), after=st.binary(max_size=7))
def test_base64_hides_nothing_wherever_the_secret_stands(before: bytes, after: bytes) -> None:
    text = b64encode(before + KEY.encode() + after).decode()

    assert "***" in redacted(text, [Secret(KEY)])


@given(text=st.text())
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert redacted(text, [Secret("never-drawn-by-chance-0123")]) == text


def test_a_short_secret_is_left_since_it_stands_in_innocent_words() -> None:
    assert redacted("a test of tests", [Secret("test")]) == "a test of tests"
    assert redacted("x" * SHORTEST, [Secret("x" * SHORTEST)]) == "***"


def test_every_secret_is_taken_out() -> None:
    secrets = [Secret("first-secret"), Secret("second-secret")]

    assert redacted("first-secret, second-secret, third", secrets) == "***, ***, third"
