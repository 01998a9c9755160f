"""Getting finished bytes, and bringing inputs: at URLs that need no credentials, so all is free.

fetch    5 tries while the way is bad    Media, or Expired     wrong bytes: DamagedError
put      3 tries while the way is bad    Answer, whatever its status
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import DamagedError, UnavailableError
from assetforge.execution.delivery import (
    GoneError,
    LostAnswerError,
    NotSentError,
    WrongBytesError,
)
from assetforge.execution.retry import Fault, fault_of, may_repeat
from assetforge.providers.instruction import Answer, Expired

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.execution.desk import Chance, Downloads
    from assetforge.execution.pace import Pace
    from assetforge.execution.ports import Clock
    from assetforge.execution.retry import Errand
    from assetforge.providers.instruction import Fetch, Put

KEPT: Final = "What was paid stays paid and is kept by its id; nothing new was ordered."


class Collecting:
    """Downloads and uploads of one service in one run."""

    def __init__(self, downloads: Downloads, pace: Pace, clock: Clock, chance: Chance) -> None:
        self._downloads, self._pace = downloads, pace
        self._clock, self._chance = clock, chance

    async def fetch(self, fetch: Fetch, path: str, provider: str) -> Media | Expired:
        """Get a result's bytes into a file; returns what they are, or that the URL is dead.

        Raises:
            DamagedError: what came is no picture or film that may be used; asking the service for
                the URL once more may help.
            UnavailableError: the way there stays bad.
            StorageError: the disk refused.
        """
        for sent in count(1):
            try:
                media = await self._downloads.fetch(
                    fetch.url, path, provider=provider, is_film=fetch.is_film
                )
            except GoneError as error:
                return Expired(status=error.status)
            except WrongBytesError as error:
                raise _wrong(error.why, provider, is_film=fetch.is_film) from error
            except (NotSentError, LostAnswerError) as error:
                await self._wait("download", error, sent, provider)
            else:
                self._pace.succeed()
                return media
        raise AssertionError

    async def put(self, put: Put, path: str, provider: str) -> Answer:
        """Bring a file to a signed URL. Any status but a passing failure is returned.

        Raises:
            UnavailableError: the way there stays bad.
        """
        for sent in count(1):
            try:
                status = await self._downloads.put(put.url, path, put.media_type, provider=provider)
            except (NotSentError, LostAnswerError) as error:
                await self._wait("upload", error, sent, provider)
                continue
            fault = fault_of(status)
            if fault in {None, Fault.REFUSED}:
                return Answer(status=status)
            await self._wait("upload", LostAnswerError(f"it answers {status}"), sent, provider)
        raise AssertionError

    async def _wait(
        self, errand: Errand, error: NotSentError | LostAnswerError, sent: int, provider: str
    ) -> None:
        """Wait before the next try. When no repeats are left for all it only gets slower."""
        is_not_sent = isinstance(error, NotSentError)
        fault = Fault.NOT_SENT if is_not_sent else Fault.LOST
        is_vain = isinstance(error, NotSentError) and not error.is_worth_repeating
        if is_vain or not may_repeat(errand, fault, sent):
            raise _unreachable(errand, error.why, sent, provider) from error
        pause = self._pace.backoff.pause(sent, self._chance.share())
        if not self._pace.may_repeat():
            pause = self._pace.backoff.longest
        await self._clock.sleep(pause)


def _wrong(why: str, provider: str, *, is_film: bool) -> DamagedError:
    wanted = "film" if is_film else "picture"
    return DamagedError(
        f"expected a {wanted} from {provider}, got something else: {why}", cost=KEPT,
        next_step="Run it again: the result is downloaded once more, free of charge.",
    )  # fmt: skip


def _unreachable(errand: Errand, why: str, sent: int, provider: str) -> UnavailableError:
    tries = "1 try" if sent == 1 else f"{sent} tries"
    return UnavailableError(
        f"the {errand} for {provider} does not get through: {why} ({tries})", cost=KEPT,
        next_step="Run it again later: it goes on where it stopped and pays nothing.",
    )  # fmt: skip
