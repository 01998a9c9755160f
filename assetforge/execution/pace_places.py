"""Places for jobs: who comes first is served first, and their number may change meanwhile."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable


class Place:
    """One place; whoever has it may leave before his block ends."""

    def __init__(self, places: Places) -> None:
        self._places: Places | None = places

    def leave(self) -> None:
        """Give it to the next one; nothing happens the second time."""
        places, self._places = self._places, None
        if places is not None:
            places.free()


class Places:
    """As many places as `size` says at the moment; nobody is sent away when they become fewer."""

    def __init__(self, size: Callable[[], int]) -> None:
        self._size = size
        self._taken = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def take(self) -> AsyncGenerator[Place]:
        """Wait for a place and keep it."""
        await self._enter()
        place = Place(self)
        try:
            yield place
        finally:
            place.leave()

    def free(self) -> None:
        """Take a place back."""
        self._taken -= 1
        self.admit()

    def admit(self) -> None:
        """Let in who waits, as far as there is room."""
        while self._queue and self._taken < self._size():
            ticket = self._queue.popleft()
            if not ticket.done():  # who was cancelled has left
                self._taken += 1
                ticket.set_result(None)

    async def _enter(self) -> None:
        ticket = asyncio.get_running_loop().create_future()
        self._queue.append(ticket)
        self.admit()
        try:
            await ticket
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled():  # let in and cancelled in one moment
                self._taken -= 1
            self.admit()
            raise
