"""How often anything may be repeated in one run, so that a sick service is not beaten."""

from __future__ import annotations

from typing import Final

FULL: Final = 100  # in tenths, which add up exactly: 10 repeats to begin with
REPEAT: Final = 10
SUCCESS: Final = 1


class RetryBudget:
    """Repeats that may still be made: at most 10, and one more for every ten successes."""

    def __init__(self) -> None:
        self._tenths = FULL

    def take(self) -> bool:
        """Take a repeat, if there is one left."""
        if self._tenths < REPEAT:
            return False
        self._tenths -= REPEAT
        return True

    def earn(self) -> None:
        """Note a success."""
        self._tenths = min(FULL, self._tenths + SUCCESS)
