"""What was measured of one command."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One run: seconds, and MiB of the largest process."""

    cpu: float  # user and system, of the process and its children
    wall: float
    peak: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Several runs of the same command; there is at least one."""

    samples: Sequence[Sample]

    @property
    def cpu(self) -> float:
        """The median CPU time, in seconds."""
        return median(sample.cpu for sample in self.samples)

    @property
    def least_cpu(self) -> float:
        """The least CPU time, in seconds."""
        return min(sample.cpu for sample in self.samples)

    @property
    def wall(self) -> float:
        """The median wall time, in seconds."""
        return median(sample.wall for sample in self.samples)

    @property
    def least_wall(self) -> float:
        """The least wall time, in seconds."""
        return min(sample.wall for sample in self.samples)

    @property
    def peak(self) -> float:
        """The highest peak of memory, in MiB."""
        return max(sample.peak for sample in self.samples)
