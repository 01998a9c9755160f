"""A web in memory: what lies at which URL, over a disk in memory."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from assetforge.execution.delivery import DeliveryError, GoneError, WrongBytesError
from tests.fakes.disk import media_of

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from tests.fakes.disk import Disk

Page: TypeAlias = bytes | DeliveryError


class MemoryDownloads:
    """Hands out what is on `web`; an error there is what becomes of whoever asks."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self.web: dict[str, Page] = {}
        self.fetched: list[str] = []  # URLs, in order
        self.uploads: dict[str, tuple[str, bytes]] = {}  # media type and bytes, by URL
        self.put_status = 200
        self.seconds = 0.0  # that a download takes

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        del provider  # every origin is the same to memory
        self.fetched.append(url)
        if self.seconds:
            await asyncio.sleep(self.seconds)
        page = self.web.get(url, _gone())
        if isinstance(page, DeliveryError):
            raise page
        self._disk.effect(f"fetch {url}")
        self._disk.staged[path] = page
        return await self.examine(path, is_film=is_film)

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        del provider
        data = self._disk.read(path)
        page = self.web.get(url, b"")
        if isinstance(page, DeliveryError):
            raise page
        self._disk.effect(f"put {url}")
        self.uploads[url] = (media_type, data)
        return self.put_status

    async def examine(self, path: str, *, is_film: bool) -> Media:
        try:
            media = media_of(self._disk.read(path))
        except ValueError:
            raise _wrong() from None
        if media.is_film != is_film:
            raise _wrong()
        return media


def _gone() -> GoneError:
    return GoneError("the URL leads nowhere any more", 404)


def _wrong() -> WrongBytesError:
    return WrongBytesError("the result is not what was ordered")
