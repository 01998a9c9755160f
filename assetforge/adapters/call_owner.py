"""The owner of synchronous calls: each is made by a process of its own that outlives this one.

    `waiting` ─▶ ledger ─▶ lock ─▶ child, which inherits it ─▶ errand through its pipe ─▶ its end
     └──────── killed here: nothing is ever sent ────────────────────┘ └─ here: it goes on ─┘

The lock is held without a gap until the child has ended. So a later run sees that somebody is at
the call and waits, or finds the answer, or knows that nothing was ever sent, or knows that it may
have been sent and nobody waits for it any more.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.call_errand import Errand
from assetforge.adapters.call_process import start, tell
from assetforge.adapters.call_spool import Spool
from assetforge.adapters.call_watch import is_free, outlasting
from assetforge.core.errors import StorageError
from assetforge.execution.delivery import LostAnswerError, NotSentError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from assetforge.adapters.file_lock import FileLock
    from assetforge.core.secret import Secret
    from assetforge.providers.instruction import Answer, Call

SECONDS: Final = 600.0  # for the whole call; no duration is documented, and an early end loses it
PUT_OFF: Final = 429  # the one status after which the same call may be sent again


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where a synchronous service is, and what it is paid with."""

    origin: str  # scheme, host and port
    secret: Secret


class CallOwner:
    """Have calls made by processes of their own; their answers lie in the folder `spool`."""

    def __init__(
        self, spool: Path, accesses: Mapping[str, Access], *, seconds: float = SECONDS
    ) -> None:
        self._spool = Spool(spool.absolute())
        self._accesses = accesses  # by provider
        self._seconds = seconds

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        """Have the call made once and return its answer, which is on the disk by then.

        What was sent before under this intent is not sent again, unless it is proved that it never
        arrived or the service put it off: its end is waited for and told once more.

        Raises:
            NotSentError: it is proved that the service never got it.
            LostAnswerError: it may have got it.
            StorageError: what became of the call before cannot be read; nothing was sent now.
        """
        lock = await self._turn(intent)
        try:
            kept = self._kept(intent)
            errand = self._errand(intent, provider, call, files, lock)
        except BaseException:
            lock.release()
            raise
        if kept is not None:
            lock.release()
            return kept
        secret = self._accesses[provider].secret
        await outlasting(lambda: self._carry_out(errand, secret, lock))
        answer = await asyncio.to_thread(self._ended, intent)  # it may be large
        assert answer is not None, "a call that was begun has an end"
        return answer

    async def prepare(self, intent: str) -> None:
        """Note that a call was not made yet, so that whoever collects it knows that it never was.

        A disk that refuses will refuse the call itself, and say so then.
        """
        with suppress(StorageError):
            self._spool.make()
            self._spool.prepare(intent)

    async def collect(self, intent: str) -> Answer | None:
        """Return the answer of a call that was begun before, waiting while it is under way.

        None where neither an answer nor anybody at the call is known.

        Raises:
            NotSentError, LostAnswerError: as it ended.
            StorageError: the disk does not answer, which is not "none".
        """
        while True:
            await is_free(self._spool.call_file(intent))
            # What waits may still find its process, where a lock cannot be passed on.
            if not self._spool.is_waiting(intent) or self._spool.revoke(intent):
                return await asyncio.to_thread(self._ended, intent)

    async def forget(self, intent: str) -> None:
        """Remove an answer, once everything in it is kept.

        Raises:
            StorageError: the disk refused.
        """
        self._spool.forget(intent)

    async def _turn(self, intent: str) -> FileLock:
        """Wait until nobody is at a call, then be at it."""
        while True:
            with _unsent():
                self._spool.make()
            await is_free(self._spool.call_file(intent))
            with _unsent():
                lock = self._spool.lock(intent)
            if lock is not None:
                return lock

    def _kept(self, intent: str) -> Answer | None:
        """Find how a call ended before; None where it may be sent, for the first time or again."""
        try:
            answer = self._ended(intent)
        except NotSentError:
            return None
        return None if answer is None or answer.status == PUT_OFF else answer

    def _ended(self, intent: str) -> Answer | None:
        end = self._spool.end(intent)
        if isinstance(end, NotSentError | LostAnswerError):
            raise end
        return end

    def _carry_out(self, errand: Errand, secret: Secret, lock: FileLock) -> None:
        """Start the child, pass on the lock, tell it its errand and wait for its end."""
        assert lock.descriptor is not None, "the lock is held"
        try:
            with _unsent():
                self._spool.begin(errand.intent, lock.descriptor)
            child = start(errand)
        finally:
            lock.release()  # here; the child has it now
        tell(child, errand, secret)
        child.wait()

    def _errand(
        self, intent: str, provider: str, call: Call, files: Sequence[str], lock: FileLock
    ) -> Errand:
        return Errand(
            intent=intent, provider=provider, origin=self._accesses[provider].origin, call=call,
            files=tuple(str(Path(path).absolute()) for path in files),
            spool=str(self._spool.folder), seconds=self._seconds,
            # Windows passes no lock on: the child takes it, an instant later.
            lock=None if sys.platform == "win32" else lock.descriptor,
        )  # fmt: skip


@contextmanager
def _unsent() -> Generator[None]:
    """Say of a disk that refuses before anything is sent that nothing was."""
    try:
        yield
    except StorageError as error:
        raise NotSentError(error.what, is_worth_repeating=False) from error
