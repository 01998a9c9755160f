"""What speed is promised, and whether it is kept.

Times are compared by the median of CPU time: it is what the program does, whatever else the
machine is at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.benchmarks import suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmarks.figure import Figure

HELP_FACTOR: Final = 1.6
PLAN_FACTOR: Final = 3.0
PLAN_SIZE: Final = 1_000
LARGE: Final = 10_000
MOST_MEMORY: Final = 200.0  # MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One promise, what was measured and whether it was kept; None: nobody knows."""

    promise: str
    found: str
    is_kept: bool | None


def judge(figures: Mapping[tuple[str, int], Figure]) -> Iterator[Verdict]:
    """Compare what was measured, by name and size, with what is promised."""
    yardstick = figures.get((suite.YARDSTICK, 0))
    helped, planned = figures.get((suite.HELP, 0)), figures.get((suite.PLAN, PLAN_SIZE))
    yield _times("--help", helped, HELP_FACTOR, suite.YARDSTICK, yardstick)
    name = f"no-op plan at {PLAN_SIZE:,} assets"
    yield _times(name, planned, PLAN_FACTOR, suite.YARDSTICK, yardstick)
    name, large = f"no-op plan at {LARGE:,} assets", figures.get((suite.PLAN, LARGE))
    yield _times(name, large, 1.0, "GNU make's", figures.get((suite.MAKE, LARGE)))
    yield _memory({name: figure for (name, size), figure in figures.items() if size == LARGE})


def _times(
    name: str, figure: Figure | None, factor: float, rival: str, other: Figure | None
) -> Verdict:
    promise = f"{name} <= {factor:g} x {rival}"
    if figure is None or other is None:
        return Verdict(promise=promise, found="not measured", is_kept=None)
    ratio = figure.cpu / other.cpu
    return Verdict(
        promise=promise, is_kept=ratio <= factor,
        found=f"{ratio:.2f} x in CPU time, {figure.wall / other.wall:.2f} x in wall time",
    )  # fmt: skip


def _memory(figures: Mapping[str, Figure]) -> Verdict:
    promise = f"peak memory at {LARGE:,} assets <= {MOST_MEMORY:g} MiB, every command"
    peaks = {name: each.peak for name, each in figures.items() if name.startswith("assetforge")}
    if not peaks:
        return Verdict(promise=promise, found="not measured", is_kept=None)
    worst = max(peaks, key=lambda name: peaks[name])
    return Verdict(
        promise=promise, found=f"{peaks[worst]:.0f} MiB by {worst}",
        is_kept=peaks[worst] <= MOST_MEMORY,
    )  # fmt: skip
