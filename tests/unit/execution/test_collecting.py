from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import DamagedError, StorageError, UnavailableError
from assetforge.core.exits import Exit
from assetforge.core.media import PNG, Media
from assetforge.execution.collecting import Collecting
from assetforge.execution.delivery import (
    GoneError,
    LostAnswerError,
    NotSentError,
    WrongBytesError,
)
from assetforge.providers.instruction import Answer, Expired, Fetch, Put
from tests.fakes.virtual_time import VirtualClock, run
from tests.unit.execution.jobs_service import SeededChance, Stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.execution.pace import Pace

PICTURE = Media(type=PNG, width=8, height=8)
FETCH = Fetch(url="https://files.example/a.png", is_film=False)
PUT = Put(url="https://files.example/up", input=0, media_type=PNG)


class FailingDownloads:
    """Fails in given ways, then brings a picture; puts are answered in turn."""

    def __init__(self, *faults: Exception | int) -> None:
        self.faults = list(faults)
        self.count = 0

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        assert (url, path, provider, is_film) == (FETCH.url, "here", "letzai", FETCH.is_film)
        self._next()
        return PICTURE

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        assert (url, path, media_type, provider) == (PUT.url, "here", PNG, "letzai")
        return self._next()

    async def examine(self, path: str, *, is_film: bool) -> Media:
        raise NotImplementedError(path, is_film)

    def _next(self) -> int:
        self.count += 1
        fault = self.faults.pop(0) if self.faults else 200
        if isinstance(fault, Exception):
            raise fault
        return fault


def fetch(
    downloads: FailingDownloads, prepare: Callable[[Pace], None] | None = None
) -> tuple[Media | Expired, float]:
    async def work() -> tuple[Media | Expired, float]:
        pace = Stand().pace()
        if prepare is not None:
            prepare(pace)
        collecting = Collecting(downloads, pace, VirtualClock(), SeededChance())
        return await collecting.fetch(FETCH, "here", "letzai"), VirtualClock().now()

    return run(work())


def put(downloads: FailingDownloads) -> Answer:
    async def work() -> Answer:
        collecting = Collecting(downloads, Stand().pace(), VirtualClock(), SeededChance())
        return await collecting.put(PUT, "here", "letzai")

    return run(work())


@pytest.mark.parametrize("fault", [NotSentError("no way"), LostAnswerError("cut off")])
def test_a_download_outlives_four_passing_failures(fault: Exception) -> None:
    downloads = FailingDownloads(*[fault] * 4)

    media, seconds = fetch(downloads)

    assert media == PICTURE
    assert downloads.count == 5
    assert 0 < seconds <= 0.5 + 1 + 2 + 4


def test_a_download_ends_after_five_tries() -> None:
    downloads = FailingDownloads(*[LostAnswerError("cut off")] * 9)

    with pytest.raises(UnavailableError, match=r"the download for letzai .* cut off \(5 tries\)"):
        fetch(downloads)

    assert downloads.count == 5


def test_a_wrong_certificate_ends_a_download_at_once() -> None:
    downloads = FailingDownloads(NotSentError("not theirs", is_worth_repeating=False))

    with pytest.raises(UnavailableError, match=r"not theirs \(1 try\)"):
        fetch(downloads)


def test_a_dead_url_is_an_answer() -> None:
    media, _ = fetch(FailingDownloads(GoneError("gone", 410)))

    assert media == Expired(status=410)


def test_wrong_bytes_are_not_asked_for_again() -> None:
    downloads = FailingDownloads(WrongBytesError("text/html"))

    with pytest.raises(DamagedError) as raised:
        fetch(downloads)

    assert downloads.count == 1
    assert raised.value.what == "expected a picture from letzai, got something else: text/html"
    assert raised.value.exit is Exit.DAMAGED
    assert "kept by its id" in raised.value.cost


def test_a_full_disk_is_passed_on() -> None:
    with pytest.raises(StorageError):
        fetch(FailingDownloads(StorageError("full")))


def test_a_download_gets_slow_when_no_repeats_are_left() -> None:
    def spend(pace: Pace) -> None:
        while pace.may_repeat():
            pass

    _, seconds = fetch(FailingDownloads(LostAnswerError("cut off")), spend)

    assert seconds == 8


def test_downloads_that_work_earn_repeats() -> None:
    pace = Stand().pace()
    while pace.may_repeat():
        pass

    async def work() -> None:
        collecting = Collecting(FailingDownloads(), pace, VirtualClock(), SeededChance())
        for _ in range(10):
            await collecting.fetch(FETCH, "here", "letzai")

    run(work())
    assert pace.may_repeat()


@pytest.mark.parametrize("status", [200, 204, 400, 403, 404])
def test_an_upload_returns_what_was_answered(status: int) -> None:
    downloads = FailingDownloads(status)

    assert put(downloads) == Answer(status=status)
    assert downloads.count == 1


@pytest.mark.parametrize("fault", [LostAnswerError("cut off"), NotSentError("no way"), 503, 429])
def test_an_upload_is_tried_three_times(fault: Exception | int) -> None:
    downloads = FailingDownloads(fault, fault)

    assert put(downloads).status == 200
    with pytest.raises(UnavailableError, match="the upload for letzai"):
        put(FailingDownloads(fault, fault, fault))
