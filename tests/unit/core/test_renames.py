from __future__ import annotations

import pytest

from assetforge.core.renames import address_now, later_addresses

LINES = {
    "hero-old": "hero", "a": "b", "b": "c", "c@x": "d", "banner@de": "banner@fr",
    "round": "about", "about": "round", "flat": "wide@16x9",
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("hero", "hero"), ("hero-old", "hero"), ("hero-old@en", "hero@en"), ("a", "c"),
        ("a@y", "c@y"), ("a@x", "d"), ("banner@de", "banner@fr"), ("banner@en", "banner@en"),
        ("round", None), ("about@en", None), ("flat", "wide@16x9"), ("flat@x", "flat@x"),
    ],
)  # fmt: skip
def test_an_address_is_followed_to_the_present_one(address: str, now: str | None) -> None:
    assert address_now(address, LINES) == now


def test_every_name_on_the_way_is_listed() -> None:
    assert later_addresses("a@x", LINES) == ("b@x", "c@x", "d")
    assert later_addresses("c", LINES) == ()
    assert later_addresses("round", LINES) is None
