from __future__ import annotations

import pytest

from assetforge.adapters.forge_address import parse_address
from assetforge.core.errors import UsageError


@pytest.mark.parametrize(
    ("text", "origin", "path"),
    [
        ("https://api.github.com", "https://api.github.com", ""),
        ("https://git.example.com/api/v3/", "https://git.example.com", "/api/v3"),
        ("https://GitLab.com:8443/api/v4", "https://gitlab.com:8443", "/api/v4"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1", "/x"),
    ],
)
def test_an_address_is_an_origin_and_a_path(text: str, origin: str, path: str) -> None:
    found = parse_address(text, "GITHUB_API_URL")

    assert (str(found.origin), found.path) == (origin, path)


@pytest.mark.parametrize(
    "text",
    [
        "http://api.github.com", "https://me:secret@api.github.com", "https://a/b?token=secret",
        "https://a/../b", "https://a//b", "ftp://a/b", "api.github.com", "https://a/b#secret", "",
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text, "GITHUB_API_URL")

    told = caught.value.what + caught.value.next_step
    assert "GITHUB_API_URL" in told
    assert "secret" not in told
