from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.redaction import SHORTEST, redacted
from assetforge.core.secret import Secret

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
