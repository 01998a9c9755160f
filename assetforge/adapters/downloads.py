"""Downloads: results from URLs and uploads to them, without credentials, bounded in every way.

    URL ─ may it be asked? ─▶ bytes ─ capped, timed ─▶ file ─ decoded in a child ─▶ Media
                                                        └ no picture or film ─▶ quarantine

What may be asked: downloads_address and public_addresses. What was paid for is never thrown away
before somebody could look at it: bytes that are refused are moved to the quarantine.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.downloads_bounds import USUAL
from assetforge.adapters.downloads_client import BareClient
from assetforge.adapters.downloads_transfer import Transfer, Wanted
from assetforge.adapters.examination import Examination
from assetforge.adapters.files import make_folder, refuse_link
from assetforge.execution.delivery import LostAnswerError, NotSentError, WrongBytesError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from assetforge.adapters.downloads_bounds import DownloadBounds
    from assetforge.adapters.origin import WebOrigin
    from assetforge.core.media import Media

_NOT_TO_RUN: Final = 0o600  # what a service sent instead of a picture is for its user's eyes alone
CHUNK: Final = 256 * 1024  # bytes of an upload in memory at a time


class HttpDownloads:
    """Fetches, uploads and examines; `close` ends its connections and its children."""

    def __init__(
        self, apis: Mapping[str, WebOrigin], quarantine: str,
        bounds: DownloadBounds = USUAL, client: BareClient | None = None,
    ) -> None:  # fmt: skip
        """Take each provider's origin: one on this machine may hold its results as well."""
        self._apis = {name: origin for name, origin in apis.items() if origin.is_loopback}
        self._quarantine = Path(quarantine)
        self._bounds = bounds
        self._client = client or BareClient(bounds)
        self._examination = Examination()

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        """Write what a URL holds into a file, decoded and found whole.

        Raises:
            GoneError: the URL leads nowhere any more.
            WrongBytesError: it is no picture or film that may be used.
            NotSentError, LostAnswerError: the way there failed; try again.
            StorageError: the disk refused.
        """
        most = self._bounds.most(is_film=is_film)
        wanted = Wanted(url=url, api=self._apis.get(provider), most=most)
        await Transfer(self._client, wanted, self._bounds).run(path)
        return await self.examine(path, is_film=is_film)

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        """Send a file to a signed URL; returns the status.

        Raises:
            NotSentError, LostAnswerError: the way there failed; try again.
        """
        size = _size(path)
        headers = {"Content-Type": media_type, "Content-Length": str(size)}
        api = self._apis.get(provider)
        try:
            async with asyncio.timeout(self._bounds.allowed(size)):
                return await self._client.put(url, api, headers, _chunks(path))
        except TimeoutError:
            why = "the upload was too slow"
            raise LostAnswerError(why) from None

    async def examine(self, path: str, *, is_film: bool) -> Media:
        """Decode a file and find it whole; move it away where it is not.

        Raises:
            WrongBytesError: it is no picture or film that may be used.
            StorageError: the disk refused.
        """
        try:
            media = await self._examination.examine(path)
            _refuse_mistaken(media, is_film=is_film)
        except WrongBytesError:
            await asyncio.to_thread(self._put_away, Path(path))
            raise
        return media

    async def close(self) -> None:
        """End connections and children."""
        await self._client.close()
        await asyncio.to_thread(self._examination.close)

    def _put_away(self, path: Path) -> None:
        with explaining("move", path):
            refuse_link(self._quarantine)
            make_folder(self._quarantine)
            path.chmod(_NOT_TO_RUN)
            shutil.move(path, self._quarantine / f"{path.name}-{secrets.token_hex(4)}")


def _refuse_mistaken(media: Media, *, is_film: bool) -> None:
    if media.is_film == is_film:
        return
    why = "the result is a film, where a picture was ordered"
    if is_film:
        why = "the result is a still picture, where a film was ordered"
    raise WrongBytesError(why)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError as error:
        why = f"the file to upload cannot be read ({error.strerror})"
        raise NotSentError(why, is_worth_repeating=False) from error


async def _chunks(path: str) -> AsyncGenerator[bytes]:
    with Path(path).open("rb") as file:  # noqa: ASYNC230 - opening waits for nothing
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk
