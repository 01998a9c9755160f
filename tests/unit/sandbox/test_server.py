from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from assetforge.sandbox import server
from assetforge.sandbox.fault import Fault
from tests.unit.sandbox.bench import PROMPT
from tests.unit.sandbox.listening import listening

if TYPE_CHECKING:
    import pytest


def test_a_picture_is_ordered_uploaded_to_and_downloaded_over_sockets() -> None:
    async def story() -> None:
        async with listening() as line:
            _, announced = await line.ask("POST /user-assets", b'{"extension": "png"}')
            asset = json.loads(announced)
            origin = line.sandbox.premises.settings.origin
            upload = asset["uploadUrl"].removeprefix(origin)
            sent = await line.say(
                f"PUT {upload} HTTP/1.1\r\nHost: s\r\nContent-Type: image/png\r\n"
                "Content-Length: 7\r\nConnection: close\r\n\r\n800x600".encode()
            )
            film = {"prompt": PROMPT, "imageUrl": asset["imageUrl"]}
            _, record = await line.ask("POST /videos", json.dumps(film).encode())
            shown = await line.ask(f"GET /videos/{json.loads(record)['id']}")
            url = json.loads(shown[1])["videoVersions"]["original"]
            head, body = await line.ask(f"GET {url}")

        assert sent.startswith(b"HTTP/1.1 200 ")
        assert b"content-type: video/mp4" in head
        assert body.startswith(b"drawn ")

    asyncio.run(story())


def test_many_talk_at_once() -> None:
    async def story() -> None:
        order = json.dumps({"prompt": PROMPT, "baseModel": "wan-2-7-image-pro"}).encode()
        async with listening() as line, asyncio.TaskGroup() as group:
            for _ in range(50):
                group.create_task(line.ask("POST /images", order))

        ids = [charge.id for charge in line.sandbox.premises.account.charges]
        assert len(ids) == len(set(ids)) == 50

    asyncio.run(story())


def test_its_end_drops_what_is_under_way() -> None:
    async def story() -> None:
        async with listening(Fault(kind="slow", route="*", seconds=3600)) as line:
            reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
            writer.write(b"GET /models HTTP/1.1\r\nHost: s\r\nAuthorization: Bearer k\r\n\r\n")
            while b"/models" not in (await line.ask("GET /sandbox/ledger"))[1]:
                pass
        rest = await reader.read()
        writer.close()

        assert rest == b""

    asyncio.run(story())


def test_there_is_an_end_to_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_MOST_CONNECTIONS", 0)

    async def story() -> None:
        async with listening() as line:
            reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
            assert await reader.read() == b""
            writer.close()

    asyncio.run(story())
