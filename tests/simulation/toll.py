"""The toll: what became of many worlds, added up."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from tests.simulation.story import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.simulation.tale import Tale


@dataclass(slots=True, kw_only=True)
class Toll:
    """Sums over worlds, and every law that was broken."""

    worlds: int = 0
    builds: int = 0
    deaths: int = 0  # builds that were killed
    losses: int = 0  # of power
    orders: int = 0  # that the services charged
    failed: int = 0  # of them, that came to nothing at the service
    given_up: int = 0  # attempts, by a person
    twice: int = 0
    lost: int = 0
    over: int = 0
    flaws: list[str] = field(default_factory=list[str])

    def add(self, tale: Tale) -> None:
        """Take in what became of one world."""
        self.worlds += 1
        self.builds += tale.builds
        self.deaths += tale.deaths
        self.losses += tale.losses
        self.orders += tale.orders
        self.failed += tale.failed
        self.given_up += tale.given_up
        self.twice += sum("paid twice" in flaw for flaw in tale.flaws)
        self.lost += sum("lost:" in flaw for flaw in tale.flaws)
        self.over += sum("over the limit" in flaw for flaw in tale.flaws)
        self.flaws += [f"world {tale.seed}: {flaw}" for flaw in tale.flaws]

    def join(self, other: Toll) -> None:
        """Take in another toll."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def text(self) -> str:
        """Write it as a few lines."""
        return (
            f"{self.worlds:,} worlds, {self.builds:,} builds, {self.deaths:,} of them killed, "
            f"{self.losses:,} losses of power\n"
            f"{self.orders:,} orders charged, {self.failed:,} of them failed at the service, "
            f"{self.given_up:,} attempts given up by a person\n"
            f"paid twice {self.twice}, lost {self.lost}, over a limit {self.over}, "
            f"laws broken in all {len(self.flaws)}"
        )


def toll_of(seeds: Iterable[int]) -> Toll:
    """Let some worlds happen, and add up what became of them."""
    toll = Toll()
    for seed in seeds:
        toll.add(told(seed))
    return toll
