from __future__ import annotations

import pytest

from assetforge.adapters.origin import origin_of, parse_origin
from assetforge.core.errors import UsageError

NAME = "LETZAI_BASE_URL"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://api.letz.ai", "https://api.letz.ai"),
        ("https://api.letz.ai/", "https://api.letz.ai"),
        (" HTTPS://API.Letz.AI.:443/\n", "https://api.letz.ai"),
        ("https://api.letz.ai:8443", "https://api.letz.ai:8443"),
        ("https://10.0.0.7:8443", "https://10.0.0.7:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.9.9:8080", "http://127.9.9.9:8080"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_origin_has_one_spelling(text: str, expected: str) -> None:
    origin = parse_origin(text, NAME)

    assert str(origin) == expected
    assert parse_origin(str(origin), NAME) == origin


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", "does not begin with https://"),
        ("api.letz.ai", "does not begin with https://"),
        ("ftp://api.letz.ai", "does not begin with https://"),
        ("https:api.letz.ai", "does not begin with https://"),
        ("https://user:hunter2@api.letz.ai", "holds a user name or a password"),
        ("https://api.letz.ai/v1", "has a path or a query after the host"),
        ("https://api.letz.ai?x=hunter2", "has a path or a query after the host"),
        ("https://api.letz.ai#x", "has a path or a query after the host"),
        ("https://api.letz.ai\\@hunter2.example", "holds a user name or a password"),
        ("https://api.letz.ai\\x", "names no host"),
        ("https://api.letz\n.ai", "names no host"),
        ("https://äpi.letz.ai", "names no host"),
        ("https://", "names no host"),
        ("https://.", "has no usable host and port"),
        ("https://api.letz.ai:0", "has no usable host and port"),
        ("https://api.letz.ai:99999", "has no usable host and port"),
        ("https://api.letz.ai:-1", "names no host"),
        ("http://api.letz.ai", "is http, which would show the key"),
        ("http://127.0.0.1.example.com", "is http, which would show the key"),
        ("http://localhost.example.com", "is http, which would show the key"),
        ("http://0.0.0.0:80", "is http, which would show the key"),
        ("http://192.168.0.4", "is http, which would show the key"),
    ],
)
def test_what_is_no_origin_is_refused_without_being_shown(text: str, flaw: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_origin(text, NAME)

    assert caught.value.what.startswith(f"{NAME} {flaw}")
    assert "hunter2" not in caught.value.what + caught.value.next_step


def test_origins_are_compared_without_case_dot_and_usual_port() -> None:
    expected = parse_origin("https://api.letz.ai", NAME)

    assert origin_of("HTTPS", "API.letz.ai.", None) == expected
    assert origin_of("https", "api.letz.ai", 443) == expected
    assert origin_of("http", "api.letz.ai", None) != expected
    assert origin_of("https", "api.letz.ai", 8443) != expected
    assert origin_of("https", "api.letz.ai.evil.example", None) != expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://localhost", True), ("https://127.0.0.1", True), ("https://[::1]", True),
     ("https://api.letz.ai", False), ("https://127.0.0.1.nip.io", False)],
)  # fmt: skip
def test_only_names_that_mean_this_machine_are_loopback(text: str, *, expected: bool) -> None:
    assert parse_origin(text, NAME).is_loopback is expected
