"""How many jobs may be under way at once: more while all goes well, half when told to slow down.

start min(4, most) ── 20 successes ──▶ +1 … most
                   ── 429 ───────────▶ half, at least 1
"""

from __future__ import annotations

from typing import Final

START: Final = 4
SUCCESSES: Final = 20
SAME_BURST: Final = 1.0  # seconds in which several refusals say the same thing


class Crowd:
    """The size of the crowd."""

    def __init__(self, most: int) -> None:
        assert most >= 1, "a service with no room never ends"
        self.size = min(START, most)
        self._most = most
        self._successes = 0
        self._halved_at = float("-inf")

    def succeed(self) -> None:
        """Note that a request was answered well."""
        self._successes += 1
        if self._successes >= SUCCESSES:
            self._successes = 0
            self.size = min(self._most, self.size + 1)

    def slow(self, now: float) -> None:
        """Note that a request was one too many. Those that were out beside it count once."""
        self._successes = 0
        if now >= self._halved_at + SAME_BURST:
            self._halved_at = now
            self.size = max(1, self.size // 2)
