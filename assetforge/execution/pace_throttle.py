"""Holding back while a service turns requests away (adaptive throttling, K = 2).

Of all requests in the last two minutes, twice as many may go out as were taken; a request beyond
that is held back with the chance (sent - 2 taken) / (sent + 1).
"""

from __future__ import annotations

from collections import deque
from typing import Final

WINDOW: Final = 120.0  # seconds
SHARE: Final = 2


class Throttle:
    """What became of the requests of the last two minutes."""

    def __init__(self) -> None:
        self._sent: deque[tuple[float, bool]] = deque()  # when, and whether it was taken
        self._taken = 0

    def note(self, now: float, *, is_taken: bool) -> None:
        """Note what became of a request."""
        self._forget(now)
        self._sent.append((now, is_taken))
        self._taken += is_taken

    def chance(self, now: float) -> float:
        """Say how likely a request is to be held back, from 0 up to, not including, 1."""
        self._forget(now)
        sent = len(self._sent)
        return max(0.0, (sent - SHARE * self._taken) / (sent + 1))

    def _forget(self, now: float) -> None:
        while self._sent and self._sent[0][0] <= now - WINDOW:
            self._taken -= self._sent.popleft()[1]
