"""Pictures: only the provider's own hosts, only https, and nothing that leaves an attribute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.report.diff_picture import picture_url
from tests.unit.ui.samples import ask, entry, made


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://images.letz.ai/a/b.png", "https://images.letz.ai/a/b.png"),
        ("https://letz.ai/a.png?x=1&y=2", "https://letz.ai/a.png?x=1&y=2"),
        ("https://images.letz.ai/a'onload='x|`b`(c).png",
         "https://images.letz.ai/a%27onload=%27x%7C%60b%60%28c%29.png"),
        ("https://images.letz.ai/é.png", "https://images.letz.ai/%C3%A9.png"),
        ("http://images.letz.ai/a.png", None),
        ("https://images.letz.ai.evil.example/a.png", None),
        ("https://evil.example/a.png", None),
        ("https://user@images.letz.ai/a.png", None),
        ('https://images.letz.ai/a"><script>.png', None),
        ("https://images.letz.ai/a\n.png", None),
        ("javascript:alert(1)", None),
        ("http://127.0.0.1:8017/a.png", None),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_a_url_of_a_lock_counts_on_hosts_of_its_provider(
    url: str | None, expected: str | None
) -> None:
    locked = replace(made(ask("hero", provider="letzai")), url=url)

    assert picture_url(entry("hero", locked)) == expected


def test_there_may_be_no_picture() -> None:
    own = "https://images.letz.ai/a.mp4"
    film = replace(made(ask("clip", "video", "letzai")), url=own)
    other = replace(made(ask("hero", provider="letta")), url=own)

    assert picture_url(None) is None
    assert picture_url(entry("clip", film)) is None
    assert picture_url(entry("hero", other)) is None
