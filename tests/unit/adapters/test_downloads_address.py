from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetforge.adapters.downloads_address import checked_address
from assetforge.adapters.origin import parse_origin
from assetforge.execution.delivery import NotSentError

LOCAL = parse_origin("http://127.0.0.1:8123", "X")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://cdn.example/a.png", "https://cdn.example/a.png"),
        ("https://cdn.example:443/a.png?x=1&y=%20", "https://cdn.example/a.png?x=1&y=%20"),
        ("HTTPS://CDN.Example./a.png#part", "https://cdn.example/a.png"),
        ("https://cdn。example/a", "https://cdn.example/a"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://1.1.1.1/a", "https://1.1.1.1/a"),
        ("https://[2606:4700::1]/a", "https://[2606:4700::1]/a"),
    ],
)
def test_a_url_is_asked_in_one_spelling(url: str, asked: str) -> None:
    address = checked_address(url, None)

    assert str(address.url) == asked
    assert not address.is_loopback


@pytest.mark.parametrize("url", ["http://127.0.0.1:8123/a.png", "HTTP://127.0.0.1:8123/a?b#c"])
def test_the_origin_of_the_api_itself_may_be_on_this_machine(url: str) -> None:
    assert checked_address(url, LOCAL).is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8124/a", "http://127.0.0.1/a", "http://127.0.0.2:8123/a",
        "http://localhost:8123/a", "https://127.0.0.1:8123/a", "http://[::1]:8123/a",
        "http://user@127.0.0.1:8123/a", "http://127.0.0.1:8123@evil.example/a",
    ],
)  # fmt: skip
def test_no_other_place_on_this_machine_is(url: str) -> None:
    with pytest.raises(NotSentError) as caught:
        checked_address(url, LOCAL)

    assert not caught.value.is_worth_repeating


def test_an_origin_elsewhere_opens_no_door() -> None:
    private = parse_origin("https://10.0.0.7:8443", "X")

    with pytest.raises(NotSentError):
        checked_address("https://10.0.0.7:8443/a", private)


@pytest.mark.parametrize(
    "url",
    [
        "", "a.png", "/a.png", "//cdn.example/a", "http://cdn.example/a", "ftp://cdn.example/a",
        "file:///etc/passwd", "data:image/png;base64,AAAA", "javascript:alert(1)", "gopher://x/",
        "https:///a", "https://", "https://.", "https:cdn.example/a", "https:/cdn.example/a",
        "https://cdn.example:8443/a", "https://cdn.example:80/a", "https://cdn.example:0/a",
        "https://cdn.example:99999/a", "https://cdn.example:x/a", "https://user@cdn.example/a",
        "https://user:hunter2@cdn.example/a", "https://:@cdn.example/a",
        "https://cdn.example\\@evil.example/a", "https://cdn.example/a b", "https://cdn.example/\ta",
        "https://cdn.example/a\r\nX-Evil: 1", "https://cdn.example/\x00", "https://cdn.example/\u202e",
        "https://[::1/a", "https://xn--/a", "https://xn--a-.example/a",
        "https://cdn.example/" + "a" * 9000,
    ],
)  # fmt: skip
def test_anything_else_is_never_asked(url: str) -> None:
    with pytest.raises(NotSentError, match=r"^the URL of a result is not asked: ") as caught:
        checked_address(url, LOCAL)

    assert not caught.value.is_worth_repeating
    assert "hunter2" not in caught.value.why


@given(text=st.text(max_size=60) | st.text(max_size=60).map("https://{}".format))
def test_any_text_is_judged(text: str) -> None:
    try:
        address = checked_address(text, LOCAL)
    except NotSentError:
        return

    assert address.url.scheme == "https"
    assert address.url.port is None
    assert not address.url.userinfo


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "https://cdn.example/b"),
        ("b?c", "https://cdn.example/x/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(location: str, expected: str) -> None:
    assert checked_address("https://cdn.example/x/a", None).leads_to(location) == expected


def test_a_redirect_to_nowhere_is_refused() -> None:
    with pytest.raises(NotSentError):
        checked_address("https://cdn.example/x/a", None).leads_to("https://[::1")
