"""The real command line in a world where time is short: ten minutes pass in a second.

python -m tests.faults.matrix.hurried 600 1 0 build -y

Its clock goes so many times as fast (here 600), a silent service is waited for so many times less
long (here once), and its date is wrong by so many hours (here none). Names that end in `.example`
are not found, without asking anybody.
"""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.adapters import clock, downloads_bounds, wire
from assetforge.adapters.clock import SystemClock
from assetforge.cli.main import main

if TYPE_CHECKING:
    from types import ModuleType

find_address = socket.getaddrinfo


class HurriedClock(SystemClock):
    """A clock that goes faster than the world's, and shows a wrong date."""

    times = 1
    hours = 0

    def now(self) -> float:
        """Tell the seconds since some fixed moment, so many times as many."""
        return super().now() * self.times

    def date(self) -> float:
        """Tell the wrong seconds since 1970."""
        return super().date() + self.hours * 3600

    async def sleep(self, seconds: float) -> None:
        """Wait so many times less long."""
        await super().sleep(seconds / self.times)


def lose_patience(times: int) -> None:
    """Wait less long for services and downloads that say nothing, or too little."""
    seconds = wire.USUAL.read_seconds / times
    put(wire, "USUAL", replace(wire.USUAL, read_seconds=seconds, total_seconds=seconds))
    seconds = downloads_bounds.USUAL.first_seconds / times
    put(downloads_bounds, "USUAL", replace(downloads_bounds.USUAL, first_seconds=seconds))


def find_nobody(
    host: str | bytes | None, *more: object, **named: object
) -> list[tuple[object, ...]]:
    """Find addresses, but for names that belong to nobody (RFC 2606)."""
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name.endswith(".example"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return list(find_address(host, *more, **named))  # type: ignore[arg-type]


def put(module: ModuleType, name: str, value: object) -> None:
    """Put something else in the place of what a module holds."""
    setattr(module, name, value)


if __name__ == "__main__":
    HurriedClock.times = int(sys.argv.pop(1))
    lose_patience(int(sys.argv.pop(1)))
    HurriedClock.hours = int(sys.argv.pop(1))
    put(clock, "SystemClock", HurriedClock)
    put(socket, "getaddrinfo", find_nobody)
    main()
