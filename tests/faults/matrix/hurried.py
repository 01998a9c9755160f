"""The real command line on a clock that runs ahead: ten minutes pass in a second.

python -m tests.faults.matrix.hurried 600 build -y
"""

from __future__ import annotations

import asyncio
import sys
import time

from assetforge.adapters.clock import SystemClock
from assetforge.cli.main import main


def hurry(times: int) -> None:
    """Let this process's clock go so many times as fast as the world's."""

    async def sleep(_: SystemClock, seconds: float) -> None:
        await asyncio.sleep(seconds / times)

    SystemClock.now = lambda _: time.monotonic() * times  # type: ignore[method-assign]
    SystemClock.sleep = sleep  # type: ignore[method-assign]


if __name__ == "__main__":
    hurry(int(sys.argv.pop(1)))
    main()
