"""A comment that a run would write, and a forge to write it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.digest import digest_bytes
from assetforge.report.comment_marker import Marker, Validity, encode_marker
from assetforge.report.commenting import Wish
from tests.fakes.forge_server import ForgeServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARKER = Marker(
    tag="default", plan=digest_bytes(b"plan"), validity=Validity(at="2026-11-20T12:00:00Z", run=5)
)
WISH = Wish(marker=MARKER, body=f"{encode_marker(MARKER)}\ntext")
OF_GITHUB = ("GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_ACTIONS", "GITHUB_RUN_ID")


def use(variables: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeServer]:
    for name in OF_GITHUB:
        monkeypatch.delenv(name, raising=False)
    with ForgeServer() as server:
        use(server.github(), monkeypatch)
        yield server
