"""The clock: the only place that reads the time."""

from __future__ import annotations

import asyncio
import time
from typing import Final

TICK: Final = 0.02  # seconds; file systems stamp changes in steps of up to 10 ms


class SystemClock:
    """Seconds of the system, that only go forward."""

    def now(self) -> float:
        """Tell the seconds since some fixed moment."""
        return time.monotonic()

    def date(self) -> float:
        """Tell the seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def seconds_since_1970() -> float:
    """Tell the date, for what is kept with one."""
    return time.time()


def wait_out_the_tick() -> None:
    """Wait until a file that changes from now on gets another stamp than those changed before."""
    time.sleep(TICK)
