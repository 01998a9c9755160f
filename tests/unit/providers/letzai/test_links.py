from __future__ import annotations

import pytest

from assetforge.providers.letzai.links import own_link, usable_link
from tests.unit.providers.letzai.talking import ORIGIN

LOOPBACK = "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("url", "origin", "is_usable", "is_own"),
    [
        ("https://images.letz.ai/a/original.jpg", ORIGIN, True, True),
        ("https://letz.ai/a", ORIGIN, True, True),
        ("https://IMAGES.LETZ.AI./a?sig=1#x", ORIGIN, True, True),
        ("https://cdn.example/a.jpg", ORIGIN, True, False),
        ("https://evil-letz.ai/a.jpg", ORIGIN, True, False),
        ("https://letz.ai.evil.example/a.jpg", ORIGIN, True, False),
        ("http://images.letz.ai/a", ORIGIN, False, False),
        ("https://images.letz.ai@evil.example/a", ORIGIN, False, False),
        ("https://user:key@images.letz.ai/a", ORIGIN, False, False),
        ("https://127.0.0.1/a", ORIGIN, False, False),
        ("https://2130706433/a", ORIGIN, False, False),
        ("https://0x7f.1/a", ORIGIN, False, False),
        ("https://[::1]/a", ORIGIN, False, False),
        ("https://localhost/a", ORIGIN, False, False),
        ("https://images.letz.ai:0/a", ORIGIN, False, False),
        ("https://images.letz.ai:99999/a", ORIGIN, False, False),
        ("https://images.letz.ai\\@evil.example/a", ORIGIN, False, False),
        ("https://images.letz.ai/a b", ORIGIN, False, False),
        ("https://images.letz.ai/\u202ea", ORIGIN, False, False),
        ("https://images.letz.ai/" + "a" * 5_000, ORIGIN, False, False),
        ("https://[images.letz.ai/", ORIGIN, False, False),
        ("file:///etc/passwd", ORIGIN, False, False),
        ("", ORIGIN, False, False),
        (None, ORIGIN, False, False),
        ({"url": "https://letz.ai/a"}, ORIGIN, False, False),
        (f"{LOOPBACK}/results/a.png", LOOPBACK, True, True),
        ("http://localhost:8123/a", "http://localhost:8123", True, True),
        ("http://[::1]:8123/a", "http://[::1]:8123", True, True),
        ("http://127.0.0.1:8124/a", LOOPBACK, False, False),
        ("https://127.0.0.1:8123/a", LOOPBACK, False, False),
        ("http://10.0.0.1:8123/a", "http://10.0.0.1:8123", False, False),
        (f"{LOOPBACK}/results/a.png", ORIGIN, False, False),
        ("https://images.letz.ai/a", LOOPBACK, True, True),
    ],
)
def test_which_links_may_be_used(url: object, origin: str, is_usable: bool, is_own: bool) -> None:
    assert usable_link(url, origin) == (url if is_usable else None)
    assert own_link(url, origin) == (url if is_own else None)
