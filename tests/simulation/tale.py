"""A tale: what became of one world."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Tale:
    """What is told of one world once it is over."""

    seed: int
    flaws: list[str] = field(default_factory=list[str])  # laws that were broken
    lines: list[str] = field(default_factory=list[str])  # what happened, where anybody asks
    builds: int = 0
    deaths: int = 0  # builds that were killed
    losses: int = 0  # of power
    orders: int = 0  # that the services charged
    failed: int = 0  # of them, that came to nothing at the service
    given_up: int = 0  # attempts, by a person
