"""The downloads of a process: bytes at URLs, as the real ones fetch, send and judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.execution.delivery import GoneError, LostAnswerError, WrongBytesError
from assetforge.sandbox.message import HttpRequest
from tests.simulation.pictures import decoded
from tests.simulation.service import ORIGIN
from tests.simulation.wire import PATIENCE, TORN

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.sandbox.message import HttpAnswer
    from tests.fakes.disk import Disk
    from tests.simulation.life import Life
    from tests.simulation.network import Network

GONE: Final = frozenset({403, 404, 410})
NOWHERE: Final = "the URL leads nowhere any more"
WRONG: Final = "the result is not what was ordered"


class SimulatedDownloads:
    """The way of one process to bytes at URLs."""

    def __init__(self, life: Life, disk: Disk, network: Network) -> None:
        self._life, self._disk, self._network = life, disk, network

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        del provider
        answer = await self._asked(HttpRequest(method="GET", target=_target(url)))
        if answer.status in GONE:
            raise GoneError(NOWHERE, answer.status)
        if answer.status != 200:
            raise LostAnswerError(TORN)
        self._life.step(f"download {path}")
        self._disk.staged[path] = answer.body
        return await self.examine(path, is_film=is_film)

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        del provider
        request = HttpRequest(
            method="PUT", target=_target(url), headers={"content-type": media_type},
            body=self._disk.read(path),
        )  # fmt: skip
        return (await self._asked(request)).status

    async def examine(self, path: str, *, is_film: bool) -> Media:
        await self._life.breathe()
        media = decoded(self._disk.read(path))
        if media is None or media.is_film != is_film:
            raise WrongBytesError(WRONG)
        return media

    async def _asked(self, request: HttpRequest) -> HttpAnswer:
        await self._life.breathe()
        answer = await self._network.exchange(request, "", is_paid=False, patience=PATIENCE)
        await self._life.breathe()
        if answer.transfer.ending != "whole":
            raise LostAnswerError(TORN)
        return answer


def _target(url: str) -> str:
    assert url.startswith(f"{ORIGIN}/"), url
    return url.removeprefix(ORIGIN)
