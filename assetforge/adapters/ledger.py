"""The ledger of a run: the open book, used by one thread of its own.

any task of the loop ──▶ the ledger's one thread ──▶ Book ──▶ ledger.sqlite3
                         first call opens it; damage closes it, and every call says so again
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from assetforge.adapters.ledger_opening import open_book
from assetforge.adapters.ledger_questions import (
    find_live,
    last_durations,
    list_attempts,
    list_jobs,
    newest_echo,
)
from assetforge.execution.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import TypeVar

    from assetforge.adapters.ledger_book import Book
    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt, Budget, Change
    from assetforge.execution.ports import Clock

    T = TypeVar("T")


class SqliteLedger:
    """Keep every attempt to buy in a file that all projects of the user share.

    Any task, thread and process may use a ledger on the same file; one that a process was forked
    with must not be used there. Every method raises StorageError or DamagedError where the ledger
    does not answer.
    """

    def __init__(
        self, path: Path, clock: Clock, opening: Callable[[Path], Book] = open_book
    ) -> None:
        self._path = path
        self._clock = clock
        self._opening = opening  # or `mend_ledger`, for who settles damage
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        self._process = os.getpid()
        self._open: Book | None = None
        self._submitted: dict[str, float] = {}  # when this process saw jobs accepted, by `now`

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish what is being written, and let go of the file."""
        self._refuse_fork()
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    async def live(self, key: Digest) -> Attempt | None:
        """Find the live attempt for a key."""
        return await self._ask(lambda book: book.ask(lambda open_: find_live(open_, key)))

    async def claim(self, attempt: Attempt, budget: Budget) -> None:
        """Write a new attempt and reserve its credits, in one transaction.

        Raises:
            RefusedError: a limit would be passed, or the price is unknown and a limit is set.
            BusyError: the key has a live attempt already.
        """
        await self._ask(lambda book: book.claim(attempt, budget))

    async def note(self, intent: str, change: Change) -> Attempt:
        """Write what became of an attempt, and return it as it is now.

        Raises:
            ValueError: no attempt of this state can become that.
        """
        date, seconds = self._clock.date(), self._seconds(intent, change.state)
        return await self._ask(lambda book: book.note(intent, change, date=date, seconds=seconds))

    async def jobs(self, provider: str, account: str) -> frozenset[str]:
        """List the job ids of an account's attempts."""
        return await self._ask(
            lambda book: book.ask(lambda open_: list_jobs(open_, provider, account))
        )

    async def echoes(self, provider: str, route: str, *, account: str | None = None) -> bool | None:
        """Say whether the newest job of a route showed our token; `account` limits whose counts."""
        return await self._ask(
            lambda book: book.ask(lambda open_: newest_echo(open_, provider, route, account))
        )

    async def durations(
        self, provider: str, model: str | None, kind: str, *, account: str | None = None
    ) -> Sequence[float]:
        """List how long the last jobs of a model took; `account` limits whose count."""
        return await self._ask(
            lambda book: book.ask(
                lambda open_: last_durations(open_, provider, model, kind, account)
            )
        )

    async def attempts(self, *, is_live: bool = False) -> Sequence[Attempt]:
        """List all attempts, or the live ones, oldest first."""
        return await self._ask(
            lambda book: book.ask(lambda open_: list_attempts(open_, is_live=is_live))
        )

    async def journal(self) -> str:
        """Say how the file is kept whole: `delete` where it lies on a disk of another machine."""
        return await self._ask(lambda book: book.journal)

    async def _ask(self, work: Callable[[Book], T]) -> T:
        self._refuse_fork()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(self._book()))

    def _book(self) -> Book:
        """Open the book at the first call, and again after damage: then that is said again."""
        if self._open is None or self._open.is_closed:
            self._open = self._opening(self._path)
        return self._open

    def _close(self) -> None:
        if self._open is not None and not self._open.is_closed:
            self._open.close()

    def _seconds(self, intent: str, state: AttemptState) -> float | None:
        """Tell how long a job took, if this process saw its beginning and its end."""
        now = self._clock.now()
        if state is AttemptState.SUBMITTED:
            self._submitted.setdefault(intent, now)
            return None
        begun = self._submitted.pop(intent, None)
        is_made = state in {AttemptState.READY, AttemptState.STORED}
        return now - begun if is_made and begun is not None else None

    def _refuse_fork(self) -> None:
        if os.getpid() != self._process:
            message = "A ledger was used in a forked process. This is a bug in assetforge."
            raise RuntimeError(message)
