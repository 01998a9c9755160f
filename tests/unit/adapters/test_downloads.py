from __future__ import annotations

import asyncio
import logging
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.downloads import HttpDownloads
from assetforge.adapters.downloads_bounds import DownloadBounds
from assetforge.adapters.origin import parse_origin
from assetforge.core.errors import StorageError
from assetforge.core.media import PNG, Media
from assetforge.execution.delivery import LostAnswerError, NotSentError, WrongBytesError
from tests.fakes.web_server import Received, Reply, WebServer, reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

TARGET = BytesIO()
Image.new("RGB", (32, 24), "teal").save(TARGET, "PNG")
PICTURE = TARGET.getvalue()
QUICK = DownloadBounds(first_seconds=0.4, connect_seconds=1, read_seconds=0.3)


def serving(
    answer: Callable[[Received], Reply], folder: Path,
    work: Callable[[HttpDownloads, str], Awaitable[object]],
) -> tuple[object, list[Received]]:  # fmt: skip
    async def run() -> tuple[object, list[Received]]:
        async with WebServer(answer) as server:
            apis = {
                "letzai": parse_origin(server.origin, "X"),
                "letta": parse_origin("https://api.letta.com", "X"),
            }
            downloads = HttpDownloads(apis, str(folder / "quarantine"), QUICK)
            try:
                return await work(downloads, server.origin), server.received
            finally:
                await downloads.close()

    return asyncio.run(run())


def quarantined(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "quarantine").glob("*")]


def test_a_picture_is_fetched_and_examined(tmp_path: Path) -> None:
    found, _ = serving(
        lambda _: reply(200, PICTURE), tmp_path,
        lambda downloads, origin: downloads.fetch(
            f"{origin}/a.png", str(tmp_path / "a"), provider="letzai", is_film=False
        ),
    )  # fmt: skip

    assert found == Media(type=PNG, width=32, height=24)
    assert (tmp_path / "a").read_bytes() == PICTURE
    assert quarantined(tmp_path) == []


@pytest.mark.parametrize(
    ("data", "is_film", "why"),
    [
        (b"<html>Sorry</html>", False, "a web page"),
        (PICTURE[:-30], False, "cut short"),
        (PICTURE, True, "a still picture, where a film was ordered"),
    ],
    ids=["page", "cut", "kind"],
)
def test_wrong_bytes_are_moved_away_for_a_look(
    tmp_path: Path, data: bytes, why: str, *, is_film: bool
) -> None:
    with pytest.raises(WrongBytesError, match=why):
        serving(
            lambda _: reply(200, data), tmp_path,
            lambda downloads, origin: downloads.fetch(
                f"{origin}/a", str(tmp_path / "a"), provider="letzai", is_film=is_film
            ),
        )  # fmt: skip

    assert quarantined(tmp_path) == [data]
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "quarantine").iterdir()]
    assert modes == [0o600] or sys.platform == "win32"
    assert not (tmp_path / "a").exists()


def test_nothing_is_put_away_through_a_link(tmp_path: Path) -> None:
    """The quarantine lies in the project, and a checkout may bring a link along."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "quarantine").symlink_to(tmp_path / "outside")

    with pytest.raises(StorageError, match="a link is in the way"):
        serving(
            lambda _: reply(200, b"#!/bin/sh"), tmp_path,
            lambda downloads, origin: downloads.fetch(
                f"{origin}/a", str(tmp_path / "a"), provider="letzai", is_film=False
            ),
        )  # fmt: skip

    assert not list((tmp_path / "outside").iterdir())
    assert (tmp_path / "a").read_bytes() == b"#!/bin/sh"


@pytest.mark.parametrize("provider", ["letta", "unheard-of"])
def test_only_the_service_on_this_machine_is_asked_on_this_machine(
    tmp_path: Path, provider: str
) -> None:
    (tmp_path / "up").write_bytes(PICTURE)

    async def work(downloads: HttpDownloads, origin: str) -> None:
        path = str(tmp_path / "a")
        with pytest.raises(NotSentError):
            await downloads.fetch(f"{origin}/a", path, provider=provider, is_film=False)
        with pytest.raises(NotSentError):
            await downloads.put(f"{origin}/a", str(tmp_path / "up"), PNG, provider=provider)

    _, received = serving(lambda _: reply(200, PICTURE), tmp_path, work)

    assert received == []


def test_an_upload_is_sent_whole(tmp_path: Path) -> None:
    data = PICTURE + bytes(700_000)
    (tmp_path / "in").write_bytes(data)

    status, [received] = serving(
        lambda _: reply(204), tmp_path,
        lambda downloads, origin: downloads.put(
            f"{origin}/up?sig=1", str(tmp_path / "in"), PNG, provider="letzai"
        ),
    )  # fmt: skip

    assert status == 204
    assert received.body == data
    assert received.header("content-length") == str(len(data))


def test_an_upload_that_nobody_answers_is_lost(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(PICTURE)

    with pytest.raises(LostAnswerError) as caught:
        serving(
            lambda _: Reply(then="hang"), tmp_path,
            lambda downloads, origin: downloads.put(
                f"{origin}/up?sig=1", str(tmp_path / "in"), PNG, provider="letzai"
            ),
        )  # fmt: skip

    assert "sig" not in caught.value.why


def test_a_file_that_is_gone_is_not_uploaded(tmp_path: Path) -> None:
    with pytest.raises(NotSentError, match="cannot be read"):
        serving(
            lambda _: reply(200), tmp_path,
            lambda downloads, origin: downloads.put(
                f"{origin}/up", str(tmp_path / "gone"), PNG, provider="letzai"
            ),
        )  # fmt: skip


def test_logs_say_nothing_of_signatures(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        serving(
            lambda _: reply(200, PICTURE), tmp_path,
            lambda downloads, origin: downloads.fetch(
                f"{origin}/a?X-Amz-Signature=hunter2", str(tmp_path / "a"),
                provider="letzai", is_film=False,
            ),
        )  # fmt: skip

    assert "hunter2" not in caplog.text
