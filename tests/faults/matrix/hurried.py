"""The real command line in a world where time is short: ten minutes pass in a second.

python -m tests.faults.matrix.hurried 600 1 0 build -y

Its clock goes so many times as fast (here 600), a silent service is waited for so many times less
long (here once), and its date is wrong by so many hours (here none). Names that end in `.example`
are not found, without asking anybody.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from dataclasses import replace

from assetforge.adapters import downloads_bounds
from assetforge.adapters.clock import SystemClock
from assetforge.cli.main import main

find_address = socket.getaddrinfo


def hurry(times: int) -> None:
    """Let this process's clock go so many times as fast as the world's."""

    async def sleep(_: SystemClock, seconds: float) -> None:
        await asyncio.sleep(seconds / times)

    SystemClock.now = lambda _: time.monotonic() * times  # type: ignore[method-assign]
    SystemClock.sleep = sleep  # type: ignore[method-assign]


def mistake_the_date(hours: int) -> None:
    """Let this process believe in another date."""
    SystemClock.date = lambda _: time.time() + hours * 3600  # type: ignore[method-assign]


def lose_patience(times: int) -> None:
    """Wait less long for services and downloads that say nothing, or too little."""
    from assetforge.adapters import wire

    bounds, usual = wire.USUAL, downloads_bounds.USUAL
    wire.USUAL = replace(  # type: ignore[misc]
        bounds, read_seconds=bounds.read_seconds / times, total_seconds=bounds.total_seconds / times
    )
    downloads_bounds.USUAL = replace(  # type: ignore[misc]
        usual, first_seconds=usual.first_seconds / times
    )


def find_nobody(
    host: str | bytes | None, *more: object, **named: object
) -> list[tuple[object, ...]]:
    """Find addresses, but for names that belong to nobody (RFC 2606)."""
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name.endswith(".example"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return find_address(host, *more, **named)  # type: ignore[arg-type, return-value]


if __name__ == "__main__":
    hurry(int(sys.argv.pop(1)))
    lose_patience(int(sys.argv.pop(1)))
    mistake_the_date(int(sys.argv.pop(1)))
    socket.getaddrinfo = find_nobody  # type: ignore[assignment]
    main()
