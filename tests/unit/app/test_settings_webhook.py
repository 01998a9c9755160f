"""Webhooks: encrypted, without a user, and never repeated in a message."""

from __future__ import annotations

import pytest

from assetforge.app.settings_webhook import LONGEST, parse_webhook
from assetforge.core.errors import UsageError


@pytest.mark.parametrize(
    "text",
    [
        "https://me.example", "https://me.example/", "https://me.example:8443/hook?a=b&c=%20",
        "https://[2001:db8::1]/hook", "HTTPS://Me.Example/Hook",
    ],
)  # fmt: skip
def test_an_address_is_kept_as_it_stands(text: str) -> None:
    assert parse_webhook(text, "this") == text


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("http://me.example", "does not begin with https://"),
        ("me.example", "does not begin with https://"),
        ("https://me:word@me.example/", "holds a user name or a password"),
        ("https://me.example/a b", "is no address that could be sent to"),
        ("https://me.example/#part", "is no address that could be sent to"),
        ("https://me.example/é", "is no address that could be sent to"),
        ("https://", "is no address that could be sent to"),
        ("https://me.example/\n", "is no address that could be sent to"),
        ("https://me.example/" + "a" * LONGEST, "has more than 2,000 characters"),
    ],
)
def test_what_is_no_such_address_is_refused_without_being_repeated(text: str, flaw: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_webhook(text, "this")

    assert refused.value.what == f"this {flaw}"
