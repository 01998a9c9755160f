"""What is promised of buying, and whether it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.benchmarks.targets import Verdict

SLOWER: Final = 1.10  # times the least time that is possible
REQUESTS: Final = 3  # that a job needs: an order, one look, one download
MORE_REQUESTS: Final = 1
CPU_MS: Final = 8.0
FILM_MEMORY: Final = 120.0  # MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What buying many jobs took: seconds, and requests to the service."""

    jobs: int
    wall: float
    least: float  # in which all jobs could be done
    requests: int
    cpu: float


def judge_trade(trade: Trade) -> tuple[Verdict, ...]:
    """Hold what buying took against what is promised."""
    ratio, requests = trade.wall / trade.least, trade.requests / trade.jobs
    cpu = trade.cpu * 1000 / trade.jobs
    most = REQUESTS + MORE_REQUESTS
    return (
        Verdict(
            promise=f"{trade.jobs:,} jobs in chains of four <= {SLOWER:.2f} x the least time",
            found=f"{ratio:.3f} x: {trade.wall:,.1f} s where {trade.least:,.1f} s is possible",
            is_kept=ratio <= SLOWER,
        ),
        Verdict(
            promise=f"requests per job <= {most}, where {REQUESTS} are needed",
            found=f"{requests:.2f}", is_kept=requests <= most,
        ),
        Verdict(
            promise=f"CPU time per job <= {CPU_MS:g} ms, start and plan included",
            found=f"{cpu:.1f} ms", is_kept=cpu <= CPU_MS,
        ),
    )  # fmt: skip


def judge_film(peak: float, megabytes: int) -> Verdict:
    """Hold the memory that a film took, in MiB, against what is promised."""
    return Verdict(
        promise=f"peak memory with a film of {megabytes:,} MB <= {FILM_MEMORY:g} MiB",
        found=f"{peak:.0f} MiB", is_kept=peak <= FILM_MEMORY,
    )  # fmt: skip
