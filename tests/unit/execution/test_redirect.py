from __future__ import annotations

import pytest

from assetforge.execution.redirect import is_redirect, place_of


@pytest.mark.parametrize(
    ("status", "expected"), [(200, False), (301, True), (308, True), (400, False)]
)
def test_redirects_are_the_class_of_300(status: int, *, expected: bool) -> None:
    assert is_redirect(status) is expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://a.example/b?token=1#c", "https://a.example/b"),
        ("", "nowhere"),
        ("\x1b[2Jhttps://a.example", "https://a.example"),
    ],
)
def test_a_place_is_told_without_what_its_query_may_hold(location: str, expected: str) -> None:
    assert place_of({"location": location}).endswith(expected)
    assert "\x1b" not in place_of({"location": location})
    assert place_of({}) == "nowhere"
