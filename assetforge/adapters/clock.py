"""The clock: the only place that reads the time."""

from __future__ import annotations

import asyncio
import time


class SystemClock:
    """Seconds of the system, that only go forward."""

    def now(self) -> float:
        """Tell the seconds since some fixed moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def seconds_since_1970() -> float:
    """Tell the date, for what is kept with one."""
    return time.time()
