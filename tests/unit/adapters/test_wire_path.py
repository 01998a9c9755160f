from __future__ import annotations

import pytest

from assetforge.adapters.wire_path import checked_path
from assetforge.execution.delivery import NotSentError


@pytest.mark.parametrize(
    "path",
    ["/", "/images", "/images/3f2a-77/", "/v1/images/generations", "/models/a.b_c~d",
     "/models/john%20doe", "/x/...a", "/@tag"],
)  # fmt: skip
def test_a_plain_path_is_asked(path: str) -> None:
    assert checked_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "", "images", "//evil.example/x", "/images//x", "/images/../users/me", "/..", "/../x",
        "/images/.", "/images/./x", "/images/...", "/images/%2e%2e/users", "/images/%2E%2e/users",
        "/images/.%2e/users", "/images/%2f%2fevil", "/images/a%2Fb", "/images/%5c..",
        "/images\\..\\users", "\\\\evil.example", "/\\evil.example", "/images?x=1", "/images#x",
        "/images/a b", "/images/a\tb", "/images/a\r\nX-Evil: 1", "/images/a\x00", "/images/%00",
        "/images/%0d%0aX-Evil:1", "/images/%7f", "/images/ü", "/images/a%zz", "/images/a%",
        "https://evil.example/", "//", "/" + "a" * 3000, "/[::1]", "/a|b", "/a\u2024b",
    ],
)  # fmt: skip
def test_anything_else_is_not_sent(path: str) -> None:
    with pytest.raises(NotSentError) as caught:
        checked_path(path)

    assert not caught.value.is_worth_repeating
    assert "evil" not in caught.value.why
